"""What a Markdown deck may put on a page: elements, attributes, addresses."""

from __future__ import annotations

from csp_slides.core.lazy_regex import pattern

GLOBAL = frozenset(
    {"class", "id", "title", "lang", "dir", "role", "hidden", "tabindex", "translate", "inert"}
    | {"align", "bgcolor", "border", "height", "slot", "spellcheck", "valign", "width"}
)
"""Attributes that any element may have, beside `data-*` and `aria-*`.

The old ones of how things look are set where they do nothing as often as where they do.
"""

_TEXT = {
    "a": {"href", "target", "download", "rel", "hreflang", "type", "name"},
    "abbr": set[str](),
    "acronym": set[str](),
    "b": set[str](),
    "bdi": set[str](),
    "bdo": set[str](),
    "big": set[str](),
    "br": {"clear"},
    "button": {"type", "name", "value", "disabled"},
    "cite": set[str](),
    "code": set[str](),
    "data": {"value"},
    "del": {"cite", "datetime"},
    "dfn": set[str](),
    "em": set[str](),
    "font": {"color", "face", "size"},
    "i": set[str](),
    "ins": {"cite", "datetime"},
    "kbd": set[str](),
    "label": {"for"},
    "mark": set[str](),
    "q": {"cite"},
    "rp": set[str](),
    "rt": set[str](),
    "ruby": set[str](),
    "s": set[str](),
    "samp": set[str](),
    "small": set[str](),
    "span": set[str](),
    "strike": set[str](),
    "strong": set[str](),
    "sub": set[str](),
    "sup": set[str](),
    "time": {"datetime"},
    "tt": set[str](),
    "u": set[str](),
    "var": set[str](),
    "wbr": set[str](),
}
_BLOCKS = {
    "address": set[str](),
    "article": set[str](),
    "aside": set[str](),
    "blockquote": {"cite"},
    "center": set[str](),
    "dd": set[str](),
    "details": {"open", "name"},
    "dir": set[str](),
    "div": {"align"},
    "dl": set[str](),
    "dt": set[str](),
    "figcaption": set[str](),
    "figure": set[str](),
    "footer": set[str](),
    "h1": {"align"},
    "h2": {"align"},
    "h3": {"align"},
    "h4": {"align"},
    "h5": {"align"},
    "h6": {"align"},
    "header": set[str](),
    "hgroup": set[str](),
    "hr": {"align", "width", "size"},
    "li": {"value", "type"},
    "main": set[str](),
    "nav": set[str](),
    "ol": {"start", "type", "reversed"},
    "p": {"align"},
    "pre": set[str](),
    "section": set[str](),
    "summary": set[str](),
    "ul": {"type"},
}
_TABLES = {
    "caption": {"align"},
    "col": {"span", "width", "align"},
    "colgroup": {"span", "width", "align"},
    "table": {"align", "border", "cellpadding", "cellspacing", "width", "summary"},
    "tbody": {"align", "valign"},
    "td": {"align", "valign", "colspan", "rowspan", "headers", "width", "height", "nowrap"},
    "tfoot": {"align", "valign"},
    "th": {"align", "valign", "colspan", "rowspan", "headers", "scope", "abbr", "width", "height"},
    "thead": {"align", "valign"},
    "tr": {"align", "valign"},
}
_MEDIA = {
    "area": {"alt", "coords", "href", "shape"},
    "audio": {"src", "controls", "autoplay", "loop", "muted", "preload"},
    "canvas": {"width", "height"},
    "iframe": {"src", "width", "height", "title", "allow", "allowfullscreen", "loading", "name"}
    | {"frameborder", "marginheight", "marginwidth", "referrerpolicy", "sandbox", "scrolling"},
    "img": {"src", "alt", "width", "height", "srcset", "sizes", "loading", "decoding", "usemap"}
    | {"align", "border", "hspace", "vspace"},
    "input": {"type", "checked", "disabled"},
    "map": {"name"},
    "meter": {"value", "min", "max", "low", "high", "optimum"},
    "picture": set[str](),
    "progress": {"value", "max"},
    "source": {"src", "srcset", "type", "media", "sizes"},
    "track": {"src", "kind", "srclang", "label", "default"},
    "video": {"src", "poster", "controls", "autoplay", "loop", "muted", "preload"}
    | {"width", "height", "playsinline"},
}
_DRAWN = (
    {"cx", "cy", "d", "dx", "dy", "fill", "fill-opacity", "fill-rule", "font-family", "font-size"}
    | {"font-style", "font-weight", "height", "letter-spacing", "offset", "opacity", "points", "r"}
    | {"rx", "ry", "stop-color", "stop-opacity", "stroke", "stroke-dasharray", "stroke-linecap"}
    | {"stroke-dashoffset", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "x", "x1"}
    | {"stroke-width", "text-anchor", "transform", "width", "y", "y1", "x2", "y2", "clip-rule"}
    | {"dominant-baseline", "gradientTransform", "gradientUnits", "visibility", "pathLength"}
    | {"preserveAspectRatio", "viewBox", "vector-effect", "xmlns", "color", "display", "rotate"}
    | {"alignment-baseline", "baseProfile", "baseline-shift", "clip-path", "clipPathUnits", "fx"}
    | {"fy", "lengthAdjust", "marker-end", "marker-mid", "marker-start", "markerHeight", "mask"}
    | {"markerUnits", "markerWidth", "maskUnits", "orient", "overflow", "paint-order", "refX"}
    | {"patternTransform", "patternUnits", "refY", "shape-rendering", "spreadMethod", "textLength"}
    | {"text-decoration", "text-rendering", "version", "word-spacing", "writing-mode"}
)
_SHAPES = (
    {"circle", "clipPath", "defs", "desc", "ellipse", "g", "line", "linearGradient", "marker"}
    | {"mask", "path", "pattern", "polygon", "polyline", "radialGradient", "rect", "stop", "svg"}
    | {"text", "tspan"}
)
_DRAWING = {tag: set(_DRAWN) for tag in _SHAPES}
_FORMULA_TAGS = (
    {"math", "menclose", "merror", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded"}
    | {"mphantom", "mprescripts", "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub"}
    | {"msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover", "semantics"}
)
_FORMULA_ATTRIBUTES = (
    {"accent", "accentunder", "alttext", "columnalign", "columnlines", "columnspan", "depth"}
    | {"columnspacing", "frame", "linebreak", "notation", "rowlines", "rowspacing"}
    | {"display", "displaystyle", "fence", "form", "height", "largeop", "linethickness", "lspace"}
    | {"mathbackground", "mathcolor", "mathsize", "mathvariant", "maxsize", "minsize", "voffset"}
    | {"movablelimits", "rowalign", "rowspan", "rspace", "scriptlevel", "separator", "stretchy"}
    | {"symmetric", "width", "xmlns"}
)
FORMULA = {tag: set(_FORMULA_ATTRIBUTES) for tag in _FORMULA_TAGS}

ELEMENTS: dict[str, set[str]] = {
    **_TEXT,
    **_BLOCKS,
    **_TABLES,
    **_MEDIA,
    **_DRAWING,
    **FORMULA,
}
"""Every element that is kept, with the attributes of its own."""

_NAME = pattern(r"[a-z][a-z0-9_]*(?:-[a-z0-9_]+)*")
_STANDARD = (
    {"animatemotion", "animatetransform", "basefont", "bgsound", "blink", "body", "content"}
    | {"dialog", "fencedframe", "fieldset", "form", "geolocation", "head", "html", "isindex"}
    | {"keygen", "legend", "listing", "malignmark", "menu", "menuitem", "mglyph", "model"}
    | {"multicol", "nextid", "nobr", "optgroup", "output", "permission", "rb", "rtc", "search"}
    | {"selectedcontent", "shadow", "slot", "spacer"}
)
_STANDARD_BEGINNINGS = ("annotation-", "color-", "font-face", "missing-")

DROPPED = frozenset(
    {"script", "template", "noscript", "textarea", "select", "option", "object", "embed"}
    | {"applet", "link", "meta", "base", "title", "frame", "frameset", "noframes", "noembed"}
    | {"xmp", "plaintext", "datalist", "foreignobject", "foreignObject", "annotation-xml"}
    | {"annotation", "image", "use", "animate", "set", "style", "param", "portal", "marquee"}
)
"""Elements that are removed with their content; others that aren't kept leave their text."""

DRAWN_ONLY = frozenset({"animate", "annotation", "set", "use"})
"""Elements dropped only inside a drawing or formula; elsewhere the name means nothing."""


_KNOWN = _STANDARD | {tag.lower() for tag in (*ELEMENTS, *DROPPED)} | {*ELEMENTS, *DROPPED}


def is_made_up(tag: str) -> bool:
    """Whether an author made an element up: without a script it is as harmless as a `span`."""
    if tag in _KNOWN:
        return False
    return _NAME.fullmatch(tag) is not None and not tag.startswith(_STANDARD_BEGINNINGS)


CONTROLS = frozenset({"textarea", "select", "option", "datalist"})
"""Form controls, dropped because a slide isn't a form; trusted decks keep them."""

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""Schemes that an author's link may have, besides being relative."""

LOCAL_SCHEME = "asset"
"""The scheme that stands for a local file; authors cannot write it."""
