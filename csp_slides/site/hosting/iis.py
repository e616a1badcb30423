"""`web.config`, as Internet Information Services reads it. Pure.

IIS serves only files whose type it knows, and a header that is set twice is a fault to it: so
each is removed before it is added. A `location` is a file or folder beside this file.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from csp_slides.assets.fingerprint import FOLDER
from csp_slides.site.hosting.rules import CACHE, TYPES, Keeping, media_type

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csp_slides.site.hosting.rules import Hosting


def write(hosting: Hosting) -> str:
    """Write the file."""
    headers = {**hosting.common, CACHE: Keeping.PAGE.value}
    whole = (
        _headers(headers, _element("remove", name="X-Powered-By")),
        _element(
            "httpErrors",
            _element("remove", statusCode="404"),
            _element("error", statusCode="404", path=hosting.lost, responseMode="ExecuteURL"),
            errorMode="Custom",
        ),
        _element("staticContent", *(kind for ending in TYPES for kind in _kind(ending))),
    )
    root = _element(
        "configuration",
        _element("system.webServer", *whole),
        _place(str(FOLDER), Keeping.ASSET),
        *(_place(str(path), Keeping.PAPER) for path in hosting.papers),
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n{root}\n'


def _element(tag: str, *inside: str, **attributes: str) -> str:
    """Write an element, each of those inside it on lines of its own (XML 1.0, section 3.1)."""
    typed = "".join(f' {attribute}="{_quoted(value)}"' for attribute, value in attributes.items())
    if not inside:
        return f"<{tag}{typed} />"
    lines = "\n".join(inside).replace("\n", "\n  ")
    return f"<{tag}{typed}>\n  {lines}\n</{tag}>"


def _quoted(value: str) -> str:
    return escape(value, quote=False).replace('"', "&quot;")


def _kind(ending: str) -> Iterator[str]:
    yield _element("remove", fileExtension=f".{ending}")
    yield _element("mimeMap", fileExtension=f".{ending}", mimeType=media_type(ending))


def _place(path: str, keeping: Keeping) -> str:
    server = _element("system.webServer", _headers({CACHE: keeping.value}))
    return _element("location", server, path=path)


def _headers(headers: Mapping[str, str], *others: str) -> str:
    each = [
        line
        for name, value in headers.items()
        for line in (_element("remove", name=name), _element("add", name=name, value=value))
    ]
    return _element("httpProtocol", _element("customHeaders", *each, *others))
