"""`cloudfront.json`, a CloudFormation template with Amazon CloudFront's response policies. Pure.

A distribution's cache behaviour for each path pattern takes one of the three policies; each says
under `Metadata` which patterns are its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.core.json import write_json
from csp_slides.site.hosting.rules import CACHE, PAPERS, Keeping

if TYPE_CHECKING:
    from csp_slides.site.hosting.rules import Hosting

_OWN = {
    "Content-Security-Policy": ("ContentSecurityPolicy", "ContentSecurityPolicy"),
    "Referrer-Policy": ("ReferrerPolicy", "ReferrerPolicy"),
}
"""The headers for which CloudFront has a setting of its own, and where their value stands in it."""

_NO_SNIFF = "X-Content-Type-Options"


def write(hosting: Hosting) -> str:
    """Write the file."""
    papers = [f"{hosting.root}*.{ending}" for ending in PAPERS]
    patterns = {
        "Assets": (Keeping.ASSET, [f"{hosting.assets}*"]),
        "Papers": (Keeping.PAPER, papers),
        "Pages": (Keeping.PAGE, [f"{hosting.root}*"]),
    }
    template = {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": (
            "Response headers for slides and papers. Give each path pattern a cache behaviour,"
            " in the order of the resources, with its policy; and send the page"
            f" {hosting.lost} for the errors 403 and 404, with the status 404."
        ),
        "Resources": {
            name: _policy(name, keeping, paths, hosting)
            for name, (keeping, paths) in patterns.items()
        },
        "Outputs": {name: {"Value": {"Ref": name}} for name in patterns},
    }
    return write_json(template) + "\n"


def _policy(name: str, keeping: Keeping, paths: list[str], hosting: Hosting) -> dict[str, object]:
    security: dict[str, object] = {"ContentTypeOptions": {"Override": True}}
    custom = []
    for header, value in {**hosting.common, CACHE: keeping.value}.items():
        if header in _OWN:
            group, key = _OWN[header]
            security[group] = {key: value, "Override": True}
        elif header != _NO_SNIFF:
            custom.append({"Header": header, "Value": value, "Override": True})
    return {
        "Type": "AWS::CloudFront::ResponseHeadersPolicy",
        "Metadata": {"PathPatterns": paths},
        "Properties": {
            "ResponseHeadersPolicyConfig": {
                "Name": {"Fn::Sub": f"${{AWS::StackName}}-{name}"},
                "SecurityHeadersConfig": security,
                "CustomHeadersConfig": {"Items": custom},
            }
        },
    }
