"""Attached web pages and XML, in which nothing may run."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from csp_slides.assets.attachments.finding import LockedError
from csp_slides.assets.attachments.packages import parse, written

if TYPE_CHECKING:
    from csp_slides.assets.attachments.finding import Findings

_TAGS: Final = frozenset(
    """a abbr acronym address area article aside b bdi bdo blockquote body br caption center cite
    code col colgroup data dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3
    h4 h5 h6 header hgroup hr i img ins kbd li link main map mark nav ol p picture pre q rp rt ruby
    s samp section small source span strike strong style sub summary sup table tbody td tfoot th
    thead time tr tt u ul var video audio track wbr""".split()  # noqa: SIM905  # a page of quotes
)
_ATTRIBUTES: Final = frozenset(
    """align alt abbr border cellpadding cellspacing cite class clear color cols colspan coords
    datetime dir download headers height href hreflang id kind label lang loading media name open
    poster rel reversed role rowspan scope shape size sizes span src srclang srcset start summary
    style tabindex target title type usemap valign value width controls loop muted
    preload""".split()  # noqa: SIM905  # a page of quotes
)
_RUNNING: Final = {
    "script": "a script",
    "iframe": "a frame",
    "frame": "a frame",
    "object": "an embedded object",
    "embed": "an embedded object",
    "applet": "an embedded object",
    "form": "a form",
    "base": "a base address",
    "svg": "a drawing inside the page",
    "math": "mathematics inside the page",
}
_XHTML: Final = "http://www.w3.org/1999/xhtml"
_SVG: Final = "http://www.w3.org/2000/svg"
_XSL: Final = "http://www.w3.org/1999/XSL/Transform"
_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel", "data"})


def clean_page(content: bytes, findings: Findings) -> bytes:
    """Return a web page's readable content and styling, without scripts or unsafe links."""
    import nh3
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(content)
    for node in tree.css("*"):
        tag = node.tag or ""
        if tag in _RUNNING:
            findings.run(_RUNNING[tag])
        for name, value in node.attributes.items():
            if name.startswith("on") or _is_code(value or ""):
                findings.run("a script")
        if tag == "meta" and "refresh" in (node.attributes.get("http-equiv") or "").lower():
            findings.run("a leap to another page")
    root = tree.root
    language = (root.attributes.get("lang") or "") if root is not None else ""
    title = tree.css_first("title")
    heads = "".join(each.html or "" for each in tree.css("head > style, head > link"))
    body = tree.body.inner_html if tree.body is not None else ""
    kept = nh3.clean(
        f"{heads}{body or ''}",
        tags=set(_TAGS),
        clean_content_tags={"script", "noscript", "template"},
        attributes={"*": set(_ATTRIBUTES)},
        attribute_filter=_filtered,
        url_schemes=set(_SCHEMES),
        link_rel=None,
        strip_comments=True,
    )
    lang = f' lang="{escape(language)}"' if language else ""
    return (
        f'<!doctype html>\n<html{lang}>\n<meta charset="utf-8">\n'
        f"<title>{escape(title.text() if title is not None else '')}</title>\n{kept}\n</html>\n"
    ).encode()


def _is_code(value: str) -> bool:
    return value.strip().lower().startswith(("javascript:", "vbscript:"))


def _filtered(tag: str, name: str, value: str) -> str | None:
    """Return the attribute's value, or None where a page may not hold that address."""
    if value.strip().lower().startswith("data:"):
        return value if (tag, name) == ("img", "src") and "svg" not in value[:40].lower() else None
    if tag == "link" and name == "rel":
        return "stylesheet"
    return value


def check_xml(content: bytes, findings: Findings) -> bytes:
    """Return XML that is data, without its comments and processing instructions.

    Raises:
        LockedError: it would be shown as a page, or is not well-formed.
        ModuleNotFoundError: lxml is not installed.
    """
    from lxml import etree

    root = parse(content)
    for each in root.iter():
        name = etree.QName(each).namespace if isinstance(each.tag, str) else None
        spaces = {name, *(each.nsmap or {}).values()} if isinstance(each.tag, str) else set()
        if spaces & {_XHTML, _SVG, _XSL}:
            raise LockedError("it has a web page or drawing in it that could run scripts")
    for each in list(root.xpath("//processing-instruction()")):
        findings.run("a style sheet that could run something")
        parent = each.getparent()
        if parent is not None:
            parent.remove(each)
    return written(root)
