"""`staticwebapp.config.json`, as Azure Static Web Apps reads it. Pure.

A route takes the first rule that its path fits; the rule's headers go before the global ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.content.audience import Audience
from csp_slides.core.json import write_json
from csp_slides.site.hosting.rules import CACHE, PAPERS, TYPES, Keeping, media_type

if TYPE_CHECKING:
    from csp_slides.site.hosting.rules import Hosting


def write(hosting: Hosting) -> str:
    """Write the file. What is not for the public is only for those who hold its role."""
    overrides: dict[str, object] = {"404": {"rewrite": hosting.lost}}
    routes: list[dict[str, object]] = [
        {"route": f"{hosting.assets}*", "headers": {CACHE: Keeping.ASSET.value}},
        {
            "route": f"{hosting.root}*.{{{','.join(PAPERS)}}}",
            "headers": {CACHE: Keeping.PAPER.value},
        },
    ]
    if hosting.audience is not Audience.PUBLIC:
        routes.append({"route": f"{hosting.root}*"})
        for route in routes:
            route["allowedRoles"] = [hosting.audience.value]
        overrides["401"] = {"redirect": "/.auth/login/aad", "statusCode": 302}
    config = {
        "globalHeaders": {**hosting.common, CACHE: Keeping.PAGE.value},
        "routes": routes,
        "responseOverrides": overrides,
        "mimeTypes": {f".{ending}": media_type(ending) for ending in TYPES},
    }
    return write_json(config) + "\n"
