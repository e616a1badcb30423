"""What an SVG may hold, and what nobody sees of it: hidden layers, words off its edge. Pure.

Works on a drawing that `vector` has cleaned, which is well-formed and declares nothing.
"""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from html import escape
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.assets.images.metadata import MalformedError
from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SHAPES = _words("circle ellipse line path polygon polyline rect text textPath tspan")
"""Elements that are painted with their `fill`, black unless something says otherwise."""

MIXING = _words(
    """feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDropShadow feFlood feMorphology feSpecularLighting feTile
    feTurbulence"""
)
"""Filters that can make colours that aren't in the file."""

ELEMENTS = (
    SHAPES
    | MIXING
    | _words(
        """clipPath defs desc feDistantLight feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge
    feMergeNode feOffset fePointLight feSpotLight filter g image linearGradient marker mask
    pattern radialGradient stop style svg symbol title use"""
    )
)

UNWRAPPED = frozenset({"a", "switch"})
"""Elements that are removed while their content stays."""

UNPAINTED = frozenset({"clipPath", "mask"})
"""Elements whose colours are never seen."""

PAINTS = frozenset({"color", "fill", "flood-color", "lighting-color", "stop-color", "stroke"})

PROPERTIES = PAINTS | _words(
    """alignment-baseline baseline-shift clip-path clip-rule color-interpolation
    color-interpolation-filters direction display dominant-baseline fill-opacity fill-rule filter
    flood-opacity font-family font-size font-stretch font-style font-variant font-weight
    isolation letter-spacing marker-end marker-mid marker-start mask mask-type mix-blend-mode
    opacity overflow paint-order shape-rendering stop-opacity stroke-dasharray stroke-dashoffset
    stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor
    text-decoration text-rendering transform transform-origin unicode-bidi vector-effect
    visibility white-space word-spacing writing-mode"""
)
"""Style properties that are also attributes, so that no inline style is needed."""

ATTRIBUTES = PROPERTIES | _words(
    """amplitude azimuth baseFrequency bias class clipPathUnits cx cy d diffuseConstant divisor
    dx dy edgeMode elevation exponent filterUnits fr fx fy gradientTransform gradientUnits height
    id in in2 intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength lang lengthAdjust
    limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits method mode
    numOctaves offset operator order orient pathLength patternContentUnits patternTransform
    patternUnits points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio
    primitiveUnits r radius refX refY result role rotate rx ry scale seed side slope spacing
    specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles
    surfaceScale tableValues targetX targetY textLength type values version viewBox width x x1 x2
    xChannelSelector y y1 y2 yChannelSelector z"""
)

DANGERS = {
    "script": "a script",
    "foreignObject": "a piece of a web page",
    "animate": "an animation",
    "animateMotion": "an animation",
    "animateTransform": "an animation",
    "discard": "an animation",
    "set": "an animation",
    "audio": "a sound",
    "video": "a film",
    "iframe": "another web page",
    "handler": "a script",
    "listener": "a script",
}
"""Elements whose removal is reported to the author, and their names in plain English."""


_NAMED: Final = pattern(r"url\(\s*['\"]?#([^'\")]+?)['\"]?\s*\)")
_RULE: Final = pattern(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE: Final = pattern(r"(\w+)?(?:([.#])([\w-]+))?")
_SELECTED: Final = pattern(r"[.#]([\w-]+)")
_TURN: Final = pattern(r"(\w+)\s*\(([^)]*)\)")
_NUMBER: Final = pattern(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")

_TOLD: Final = frozenset({"title", "desc", "metadata"})
"""Elements that are never drawn; only the drawing's own title stays, which is read out."""

_VIEWS: Final = frozenset({"svg", "symbol", "pattern", "marker", "mask", "clipPath", "defs"})
_LEAVES: Final = SHAPES | {"image", "use"}
_WORDS: Final = frozenset({"text", "tspan", "textPath"})
_CLEAR: Final = pattern(
    r"none|transparent|#[0-9a-f]{6}0[0-2]|#[0-9a-f]{3}0"
    r"|(?:rgb|hsl)a?\((?:[^,/]+,){3}\s*0*(?:\.0+)?%?\s*\)"
    r"|(?:rgb|hsl)a?\([^,/]+/\s*0*(?:\.0+)?%?\s*\)"
)
"""Colours that are not seen, in small letters."""

_MOST_DRAWN: Final = 60_000
_DEEPEST: Final = 40
_MOST_FILTERED: Final = 300
_MOST_NOISE: Final = 4
_REPEATED: Final = 12
"""How often a pattern or marker is assumed to be drawn where it is used."""

_LIMITS: Final = {"numOctaves": 4, "radius": 40, "order": 9}
_PREFIX: Final = f"{{{SVG}}}"
_LETTER: Final = 0.8
_HEIGHT: Final = 16.0
_SMALLEST: Final = 0.01

Matrix = tuple[float, float, float, float, float, float]


class Box(Struct, frozen=True):
    """A rectangle on the drawing's canvas."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles have a point in common."""
        across = self.left <= other.right and other.left <= self.right
        return across and self.top <= other.bottom and other.top <= self.bottom


class _Look(Struct, frozen=True):
    """How an element and what is in it is painted, as far as it may be seen at all."""

    visible: bool = True
    fill: str = "black"
    stroke: str = "none"
    size: float = _HEIGHT
    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    view: Box | None = None
    is_root: bool = False


def without_unseen(content: bytes) -> bytes:
    """Return a clean drawing without what nobody sees.

    Raises:
        MalformedError: drawing it would take too long.
    """
    root = ET.fromstring(content)  # noqa: S314  # written by us from what expat has read
    rules = _rules(root)
    for element in root.iter():
        _limit(element)
    _prune(root, rules, _Look(view=_canvas(root), is_root=True))
    _drop_unused(root)
    _check_cost(root)
    _drop_names(root)
    return f"{''.join(_written(root, is_root=True))}\n".encode()


def _name(element: ET.Element) -> str:
    return element.tag.removeprefix(_PREFIX)


# ---------------------------------------------------------------------------- looks


def _rules(root: ET.Element) -> dict[str, dict[str, str]]:
    """Return what the style sheet says of elements, classes and ids, by simple selectors."""
    found: dict[str, dict[str, str]] = {}
    for element in root.iter(f"{_PREFIX}style"):
        for rule in _RULE.finditer(element.text or ""):
            said = {}
            for declaration in rule[2].split(";"):
                name, _, value = declaration.partition(":")
                said[name.strip()] = value.replace("!important", "").strip()
            for selector in rule[1].split(","):
                if _SIMPLE.fullmatch(selector.strip()):
                    found.setdefault(selector.strip(), {}).update(said)
    return found


def _styled(element: ET.Element, rules: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    said = dict(element.attrib)
    name = _name(element)
    for selector in (
        name,
        *(f".{each}" for each in element.get("class", "").split()),
        *(f"{name}.{each}" for each in element.get("class", "").split()),
        f"#{element.get('id', '')}",
    ):
        said.update(rules.get(selector, {}))
    return said


def _prune(element: ET.Element, rules: Mapping[str, Mapping[str, str]], look: _Look) -> None:
    for child in list(element):
        name = _name(child)
        said = _styled(child, rules)
        inside = _inherited(name, said, look)
        told = name in _TOLD and not (name == "title" and look.is_root)
        if told or _is_hidden(said) or _is_unseen(child, name, said, inside):
            _remove(element, child)
            continue
        _prune(child, rules, inside)
        if name in _WORDS and name != "text" and not inside.visible:
            _remove(element, child)


def _inherited(name: str, said: Mapping[str, str], look: _Look) -> _Look:
    visibility = said.get("visibility", "")
    visible = look.visible if visibility in {"", "inherit"} else visibility == "visible"
    matrix = _times(look.matrix, _matrix(said.get("transform", "")))
    return _Look(
        visible=visible,
        fill=_paint(said, "fill", look.fill),
        stroke=_paint(said, "stroke", look.stroke),
        size=_length(said.get("font-size", ""), look.size),
        matrix=matrix,
        view=None if name in _VIEWS else look.view,
    )


def _paint(said: Mapping[str, str], name: str, before: str) -> str:
    value = said.get(name, "").strip().lower() or before
    return "none" if _is_zero(said.get(f"{name}-opacity", "")) else value


def _is_hidden(said: Mapping[str, str]) -> bool:
    return said.get("display") == "none" or _is_zero(said.get("opacity", ""))


def _is_zero(value: str) -> bool:
    number = value.strip().rstrip("%")
    try:
        return float(number) < 0.01  # noqa: PLR2004  # a hundredth is not seen
    except ValueError:
        return False


def _is_unseen(element: ET.Element, name: str, said: Mapping[str, str], look: _Look) -> bool:
    """Whether a shape, picture or line of text is not drawn where anybody sees it."""
    if name not in _LEAVES:
        return False
    a, b, c, d, _, _ = look.matrix
    if a * d == b * c:
        return True  # drawn as a line or a point
    if not look.visible and not any(each.get("visibility") == "visible" for each in element.iter()):
        return True
    if name in {"text", "tspan"}:
        if look.size < _SMALLEST:
            return True
        no_paint = all(_CLEAR.fullmatch(each) for each in (look.fill, look.stroke))
        inside = (each for each in element.iter() if each is not element)
        if no_paint and not any(each.get("fill") or each.get("class") for each in inside):
            return True
    box = _box(element, name, said, look)
    return box is not None and look.view is not None and not box.meets(look.view)


# --------------------------------------------------------------------------- places


def _canvas(root: ET.Element) -> Box | None:
    """Return what is shown of a drawing: its view, and what is beside it on its own shape."""
    wide, tall = _length(root.get("width", ""), 0), _length(root.get("height", ""), 0)
    if "%" in root.get("width", "") + root.get("height", ""):
        wide = tall = 0
    view = [float(each) for each in _NUMBER.findall(root.get("viewBox", ""))]
    if len(view) != 4 or view[2] <= 0 or view[3] <= 0:  # noqa: PLR2004  # x, y, width, height
        return Box(0, 0, wide, tall) if wide and tall else None
    left, top, across, down = view
    if wide and tall:
        more_across = max(0.0, down * wide / tall - across)
        more_down = max(0.0, across * tall / wide - down)
        return Box(
            left - more_across, top - more_down, left + across + more_across, top + down + more_down
        )
    return Box(left, top, left + across, top + down)


def _box(element: ET.Element, name: str, said: Mapping[str, str], look: _Look) -> Box | None:
    """Return the room that an element may take, generously; None where that is not known."""
    if any("%" in said.get(key, "") for key in ("x", "y", "width", "height")):
        return None
    x, y = _length(said.get("x", ""), 0.0), _length(said.get("y", ""), 0.0)
    if name in {"rect", "image"} and said.get("width") and said.get("height"):
        return _turned(x, y, _length(said["width"], 0.0), _length(said["height"], 0.0), look)
    own = name == "text" and not _is_set_apart(element)
    if own or (name == "tspan" and said.get("x") and said.get("y")):
        wide = len("".join(element.itertext())) * look.size * _LETTER
        return _turned(x - wide, y - 1.5 * look.size, 2 * wide, 2 * look.size, look)
    return None


def _is_set_apart(text: ET.Element) -> bool:
    """Whether letters of a text have places of their own."""
    moved = any(each.get(key) for each in text.iter() for key in ("dx", "dy", "rotate"))
    placed = (each.get(key) for each in text.iter() if each is not text for key in ("x", "y"))
    return moved or any(each is not None for each in placed)


def _turned(x: float, y: float, wide: float, tall: float, look: _Look) -> Box:
    a, b, c, d, e, f = look.matrix
    corners = [(x, y), (x + wide, y), (x, y + tall), (x + wide, y + tall)]
    across = [a * px + c * py + e for px, py in corners]
    down = [b * px + d * py + f for px, py in corners]
    return Box(min(across), min(down), max(across), max(down))


def _length(text: str, otherwise: float) -> float:
    found = _NUMBER.match(text.strip())
    if found is None:
        return otherwise
    try:
        return float(found[0])
    except ValueError:
        return otherwise


def _matrix(text: str) -> Matrix:
    made: Matrix = (1, 0, 0, 1, 0, 0)
    for kind, inside in _TURN.findall(text):
        numbers = [float(each) for each in _NUMBER.findall(inside)]
        made = _times(made, _one(kind, numbers))
    return made


def _one(kind: str, numbers: list[float]) -> Matrix:
    first, second = (*numbers, 0.0, 0.0)[:2]
    made: Matrix = (1, 0, 0, 1, 0, 0)
    if kind == "matrix" and len(numbers) == 6:  # noqa: PLR2004  # as SVG has it
        made = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
    elif kind == "translate":
        made = (1, 0, 0, 1, first, second)
    elif kind == "scale":
        made = (first, 0, 0, second if len(numbers) > 1 else first, 0, 0)
    elif kind == "rotate":
        turn = math.radians(first)
        made = (math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), 0, 0)
        if len(numbers) == 3:  # noqa: PLR2004  # the point it turns about
            there: Matrix = (1, 0, 0, 1, numbers[1], numbers[2])
            made = _times(_times(there, made), (1, 0, 0, 1, -numbers[1], -numbers[2]))
    elif kind == "skewX":
        made = (1, 0, math.tan(math.radians(first)), 1, 0, 0)
    elif kind == "skewY":
        made = (1, math.tan(math.radians(first)), 0, 1, 0, 0)
    return made


def _times(m: Matrix, n: Matrix) -> Matrix:
    return (
        m[0] * n[0] + m[2] * n[1],
        m[1] * n[0] + m[3] * n[1],
        m[0] * n[2] + m[2] * n[3],
        m[1] * n[2] + m[3] * n[3],
        m[0] * n[4] + m[2] * n[5] + m[4],
        m[1] * n[4] + m[3] * n[5] + m[5],
    )


# --------------------------------------------------------------- what refers to what


def _references(element: ET.Element) -> Iterator[str]:
    for name, value in element.attrib.items():
        if name == "href" and value.startswith("#"):
            yield value[1:]
        elif "url(" in value:
            yield from _NAMED.findall(value)
    if _name(element) == "style":
        yield from _NAMED.findall(element.text or "")


def _drop_unused(root: ET.Element) -> None:
    """Remove of definitions what nothing draws, until all that is left is used."""
    for _ in range(20):
        used = {each for element in root.iter() for each in _references(element)}
        gone = False
        for parent in list(root.iter()):
            for child in list(parent):
                apart = _name(parent) == "defs" or _name(child) == "symbol"
                if not apart or _name(child) == "style":
                    continue
                if not any(each.get("id") in used for each in child.iter()):
                    _remove(parent, child)
                    gone = True
        if not gone:
            return


def _drop_names(root: ET.Element) -> None:
    """Remove ids and classes that nothing refers to: editors write layer names there."""
    used = {each for element in root.iter() for each in _references(element)}
    for element in root.iter(f"{_PREFIX}style"):
        used.update(_SELECTED.findall(element.text or ""))
    for element in root.iter():
        if element.get("id") is not None and element.get("id") not in used:
            del element.attrib["id"]
        kept = [each for each in element.get("class", "").split() if each in used]
        if "class" in element.attrib and not kept:
            del element.attrib["class"]


# ----------------------------------------------------------------------------- cost


def _limit(element: ET.Element) -> None:
    """Lower what makes a filter slow and is not seen beyond a point."""
    for name, most in _LIMITS.items():
        value = element.get(name)
        if value is not None and any(abs(float(each)) > most for each in _NUMBER.findall(value)):
            element.set(name, str(most))


def _check_cost(root: ET.Element) -> None:
    """Refuse what would be drawn too often, by reference to reference, or filtered too often."""
    named = {each.get("id", ""): each for each in root.iter() if each.get("id")}
    _Cost(named).weight(root, frozenset())
    filters = {each.get("id"): len(each) for each in root.iter() if _name(each) == "filter"}
    noise = sum(_name(each) == "feTurbulence" for each in root.iter())
    filtered = sum(
        filters[each] for element in root.iter() for each in _references(element) if each in filters
    )
    if filtered > _MOST_FILTERED or noise > _MOST_NOISE:
        raise MalformedError


class _Cost:
    """Counts how many elements are drawn, those that are referred to each time again."""

    def __init__(self, named: Mapping[str, ET.Element]) -> None:
        self._named = named
        self._known: dict[str, int] = {}

    def weight(self, element: ET.Element, above: frozenset[str]) -> int:
        total = 1 + sum(self.weight(child, above) for child in element)
        if _name(element) != "style":
            for each in _references(element):
                total += self._of(each, above)
        if total > _MOST_DRAWN:
            raise MalformedError
        return total

    def _of(self, name: str, above: frozenset[str]) -> int:
        target = self._named.get(name)
        if target is None:
            return 0
        if name in above or len(above) > _DEEPEST:
            raise MalformedError
        if name not in self._known:
            self._known[name] = self.weight(target, above | {name})
        repeated = _name(target) in {"pattern", "marker", "mask"}
        return self._known[name] * (_REPEATED if repeated else 1)


# -------------------------------------------------------------------------- writing


def _remove(parent: ET.Element, child: ET.Element) -> None:
    """Remove an element, keeping the text that follows it."""
    at = list(parent).index(child)
    if child.tail:
        if at:
            before = parent[at - 1]
            before.tail = (before.tail or "") + child.tail
        else:
            parent.text = (parent.text or "") + child.tail
    parent.remove(child)


_XML: Final = f"{{{XML}}}"


def _written(element: ET.Element, *, is_root: bool = False) -> Iterator[str]:
    name = _name(element)
    first = f' xmlns="{SVG}"' if is_root else ""
    attributes = "".join(
        f' {key.replace(_XML, "xml:")}="{escape(value)}"' for key, value in element.attrib.items()
    )
    yield f"<{name}{first}{attributes}>"
    yield escape(element.text or "", quote=False)
    for child in element:
        yield from _written(child)
        yield escape(child.tail or "", quote=False)
    yield f"</{name}>"
