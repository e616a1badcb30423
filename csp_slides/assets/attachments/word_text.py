"""What a Word file holds that its pages don't show: tracked changes and hidden text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from csp_slides.assets.attachments.packages import elements

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.assets.attachments.finding import Findings

_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_CHANGES: Final = frozenset(
    {"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"}
    | {"rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange"}
    | {"tblGridChange", "tblPrExChange", "delText", "delInstrText"}
)
_OFF: Final = frozenset({"0", "false", "off", "none"})
_SHOWN: Final = 40


def look_into_text(roots: Mapping[str, Any], findings: Findings) -> None:
    """Report tracked changes and hidden text."""
    styles = roots.get("word/styles.xml")
    hidden = _hidden_styles(styles) if styles is not None else frozenset()
    for part, root in roots.items():
        if not part.startswith("word/") or part.endswith(("styles.xml", "stylesWithEffects.xml")):
            continue
        for element, name in elements(root):
            if not element.tag.startswith((_WORD, _STRICT)):
                continue
            if name in _CHANGES:
                findings.hide("tracked changes")
            elif name == "r" and (text := _text(element)) and _hides(element, hidden):
                findings.hide(f"hidden text ('{text}')")


def _text(run: Any) -> str:  # noqa: ANN401  # lxml says no types
    words = "".join(each.text or "" for each, name in elements(run) if name in {"t", "instrText"})
    words = " ".join(words.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}\N{HORIZONTAL ELLIPSIS}"


def _hides(run: Any, hidden: frozenset[str]) -> bool:  # noqa: ANN401  # lxml says no types
    own = _child(run, "rPr")
    if own is not None:
        for element, name in elements(own):
            if name == "vanish":
                return _is_on(element)
        if _style(own, "rStyle") in hidden:
            return True
    paragraph = run.getparent()
    while paragraph is not None and not paragraph.tag.endswith("}p"):
        paragraph = paragraph.getparent()
    settings = _child(paragraph, "pPr") if paragraph is not None else None
    return settings is not None and _style(settings, "pStyle") in hidden


def _hidden_styles(styles: Any) -> frozenset[str]:  # noqa: ANN401  # lxml says no types
    """Return the styles whose text is hidden, including those based on one."""
    hidden = set()
    based: dict[str, str | None] = {}
    for element, name in elements(styles):
        if name != "style":
            continue
        known = _value(element, "styleId")
        based[known] = next((_val(each) for each, n in elements(element) if n == "basedOn"), None)
        marks = [each for each, n in elements(element) if n == "vanish"]
        if marks and _is_on(marks[-1]):
            hidden.add(known)
    for _ in based:
        more = {name for name, base in based.items() if base in hidden} - hidden
        if not more:
            break
        hidden |= more
    return frozenset(hidden)


def _child(element: Any, name: str) -> Any:  # noqa: ANN401  # lxml says no types
    return next((each for each in element if _local(each) == name), None)


def _style(settings: Any, name: str) -> str:  # noqa: ANN401  # lxml says no types
    found = _child(settings, name)
    return _val(found) if found is not None else ""


def _local(element: Any) -> str:  # noqa: ANN401  # lxml says no types
    return str(element.tag).rpartition("}")[2]


def _val(element: Any) -> str:  # noqa: ANN401  # lxml says no types
    return _value(element, "val")


def _value(element: Any, name: str) -> str:  # noqa: ANN401  # lxml says no types
    return next(
        (value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), ""
    )


def _is_on(element: Any) -> bool:  # noqa: ANN401  # lxml says no types
    return _val(element).casefold() not in _OFF
