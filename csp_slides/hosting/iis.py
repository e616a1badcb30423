"""`web.config`, as Internet Information Services reads it. Pure.

IIS serves only files whose type it knows, and a header that is set twice is a fault to it: so
each is removed before it is added. A `location` is a file or folder beside this file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from csp_slides.assets import FOLDER
from csp_slides.hosting.rules import CACHE, TYPES, Keeping, media_type

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.hosting.rules import Hosting


def write(hosting: Hosting) -> str:
    """Write the file."""
    root = ET.Element("configuration")
    whole = ET.SubElement(root, "system.webServer")
    headers = _headers(whole, {**hosting.common, CACHE: Keeping.PAGE.value})
    ET.SubElement(headers, "remove", name="X-Powered-By")
    errors = ET.SubElement(whole, "httpErrors", errorMode="Custom")
    ET.SubElement(errors, "remove", statusCode="404")
    ET.SubElement(errors, "error", statusCode="404", path=hosting.lost, responseMode="ExecuteURL")
    kinds = ET.SubElement(whole, "staticContent")
    for ending in TYPES:
        ET.SubElement(kinds, "remove", fileExtension=f".{ending}")
        ET.SubElement(kinds, "mimeMap", fileExtension=f".{ending}", mimeType=media_type(ending))
    _place(root, str(FOLDER), Keeping.ASSET)
    for path in hosting.papers:
        _place(root, str(path), Keeping.PAPER)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _place(root: ET.Element, path: str, keeping: Keeping) -> None:
    location = ET.SubElement(root, "location", path=path)
    _headers(ET.SubElement(location, "system.webServer"), {CACHE: keeping.value})


def _headers(server: ET.Element, headers: Mapping[str, str]) -> ET.Element:
    custom = ET.SubElement(ET.SubElement(server, "httpProtocol"), "customHeaders")
    for name, value in headers.items():
        ET.SubElement(custom, "remove", name=name)
        ET.SubElement(custom, "add", name=name, value=value)
    return custom
