"""Every server's settings, read as that server reads them, say what the one list of rules says."""

from __future__ import annotations

import fnmatch
import gzip
import json
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import brotli
import pytest
from msgspec.structs import replace

from csp_slides.content.audience import Audience
from csp_slides.core import package_data
from csp_slides.core.artifact import Artifact
from csp_slides.render.templating import text_environment
from csp_slides.site.hosting import FORMS, Hosting, headers_of, host_files, root_of
from csp_slides.site.hosting.compressed import compressed
from csp_slides.site.hosting.rules import CACHE, TYPES, media_type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Headers = dict[str, str]

TEMPLATES = text_environment([package_data.templates()])

SAMPLES = (
    "index.html",
    "404.html",
    "manifest.json",
    "feed.xml",
    "spring/index.html",
    "spring/report.html",
    "spring/report.pdf",
    "spring/report.docx",
    "spring/deck.md",
    "assets/deck.0123456789ab.css",
    "assets/figures.0123456789ab.pdf",
    "assets/park.0123456789ab.avif",
)

OPEN = Hosting(audience=Audience.PUBLIC, files=tuple(map(PurePosixPath, SAMPLES)))
DEEP = Hosting(
    audience=Audience.PUBLIC,
    files=OPEN.files,
    root="/a/b.c/",
    compressed=True,
    moved=(("lamps-2025", "lamps"), ("old-talk", "talk")),
)
DRAFT = Hosting(audience=Audience.PUBLIC, files=OPEN.files, draft=True)
CLOSED = Hosting(audience=Audience.MEMBERS, files=OPEN.files, root="/slides/")
SITES = {"open": OPEN, "deep": DEEP, "draft": DRAFT, "closed": CLOSED}


# ------------------------------------------------------------ each server's way of reading


def netlify(text: str, url: str) -> Headers:
    """Take all rules that fit. What no rule names is as the host sends it: asked for anew."""
    found: Headers = {}
    fits = False
    for line in text.splitlines():
        if line.startswith("/"):
            fits = fnmatch.fnmatchcase(url, line)
        elif fits and line.startswith("  "):
            name, value = line.strip().split(": ", 1)
            assert name not in found, "Cloudflare would join the two values"
            found[name] = value
    return {CACHE: "no-cache", **found}


def azure(text: str, url: str) -> Headers:
    """Take the first route that fits; its headers go before the global ones."""
    config = json.loads(text)
    routes = (route for route in config["routes"] if _azure_fits(route["route"], url))
    first: dict[str, Any] = next(routes, {})
    return {**config["globalHeaders"], **first.get("headers", {})}


def _azure_fits(route: str, url: str) -> bool:
    """Match a wildcard, which may be narrowed to a list of endings."""
    start, _, endings = route.partition("*")
    kinds = endings.removeprefix(".{").removesuffix("}").split(",") if endings else None
    return url.startswith(start) and (kinds is None or url.rpartition(".")[2] in kinds)


def iis(text: str, url: str, root: str) -> Headers:
    """Take the headers of the folder, then of each location on the way to the file."""
    config = ET.fromstring(text)  # noqa: S314  # our own
    inside = url.removeprefix(root)
    found: Headers = {}
    for place in [config, *config.iter("location")]:
        path = place.get("path")
        if path is None or inside == path or inside.startswith(f"{path}/"):
            for change in place.iterfind("./system.webServer/httpProtocol/customHeaders/*"):
                name = change.attrib["name"]
                if change.tag == "remove":
                    found.pop(name, None)
                else:
                    assert name not in found, "IIS stops at a header that is there twice"
                    found[name] = change.attrib["value"]
    return found


def nginx(text: str, url: str) -> Headers:
    """Take the headers of the innermost block alone: none is inherited into one with its own."""
    return {
        words[1]: words[2] for words in _nginx_block(_nginx_read(text), url) if words[0] == HEADER
    }


HEADER = "add_header"


def _nginx_read(text: str) -> list[Any]:
    words = re.findall(r'"[^"]*"|[{};]|[^\s{};"]+', re.sub(r"#.*", "", text))

    def block(rest: Iterator[str]) -> list[Any]:
        lines: list[Any] = []
        line: list[Any] = []
        for word in rest:
            if word == "}":
                return lines
            if word in "{;":
                if word == "{":
                    line.append(block(rest))
                lines.append(line)
                line = []
            else:
                line.append(word.strip('"'))
        return lines

    return block(iter(words))


def _nginx_block(lines: list[Any], url: str) -> list[Any]:
    """Take the longest start that fits, unless a regular expression fits and it does not forbid."""
    places = [line for line in lines if line[0] == "location"]
    starts = [line for line in places if line[1] != "~" and url.startswith(line[-2])]
    longest = max(starts, key=lambda line: len(line[-2]), default=None)
    expressions = [line for line in places if line[1] == "~" and re.search(line[-2], url)]
    if longest is not None and (longest[1] == "^~" or not expressions):
        return _nginx_block(longest[-1], url)
    return _nginx_block(expressions[0][-1], url) if expressions else lines


def apache(text: str, url: str) -> Headers:
    """Take the folder's own headers, then those for file names, then those under `<If>`."""
    found: Headers = {}
    fits = [True]
    opened = re.findall(r"<(FilesMatch|If) ", text.partition("<IfModule mod_rewrite")[0])
    assert opened == ["FilesMatch", "If"], (
        "they are written in the order in which Apache takes them"
    )
    for line in text.splitlines():
        if line.startswith("</"):
            fits.pop()
        elif line.startswith("<"):
            fits.append(fits[-1] and _apache_fits(line, url))
        elif fits[-1] and line.startswith("Header always set"):
            name, value = line.removeprefix("Header always set ").split(" ", 1)
            found[name] = value.strip('"')
    return found


def _apache_fits(section: str, url: str) -> bool:
    if section.startswith("<IfModule"):
        return True
    if section.startswith("<FilesMatch"):
        expression = section.removeprefix('<FilesMatch "').removesuffix('">')
        return re.search(expression, url.rpartition("/")[2]) is not None
    condition = re.fullmatch(r'<If "%{REQUEST_URI} =~ m#(.+)#">', section)
    assert condition, section
    return re.search(condition[1], url) is not None


def caddy(text: str, url: str) -> Headers:
    """Take every `header` whose matcher fits; no two may name one header."""
    matchers: dict[str, bool] = {}
    found: Headers = {}
    lines = iter(text.splitlines())
    for line in lines:
        words = line.split(" ", 2)
        if line.startswith("@"):
            conditions = (
                [line.partition(" ")[2]] if words[1:2] != ["{"] else list(iter(lines.__next__, "}"))
            )
            matchers[words[0]] = all(_caddy_fits(each.strip(), url) for each in conditions)
        elif words[0] == "header":
            told = list(iter(lines.__next__, "}")) if words[2] == "{" else [words[2]]
            for each in told if matchers[words[1]] else []:
                name, value = each.strip().split(" ", 1)
                assert name not in found, "their order would decide"
                found[name] = value.strip('"')
        elif line.startswith("handle_errors"):
            break
    return found


def _caddy_fits(condition: str, url: str) -> bool:
    kind, *patterns = condition.split(" ")
    if kind == "not":
        return not _caddy_fits(" ".join(patterns), url)
    if kind == "path_regexp":
        return re.search(patterns[0], url) is not None
    assert kind == "path"
    return any(fnmatch.fnmatchcase(url, pattern) for pattern in patterns)


def cloudfront(text: str, url: str) -> Headers:
    """Take the policy of the first behaviour whose pattern fits."""
    template = json.loads(text)
    policy = next(
        each
        for each in template["Resources"].values()
        if any(fnmatch.fnmatchcase(url, pattern) for pattern in each["Metadata"]["PathPatterns"])
    )["Properties"]["ResponseHeadersPolicyConfig"]
    own = policy["SecurityHeadersConfig"]
    assert all(setting["Override"] for setting in own.values())
    return {
        "Content-Security-Policy": own["ContentSecurityPolicy"]["ContentSecurityPolicy"],
        "Referrer-Policy": own["ReferrerPolicy"]["ReferrerPolicy"],
        **({"X-Content-Type-Options": "nosniff"} if "ContentTypeOptions" in own else {}),
        **{each["Header"]: each["Value"] for each in policy["CustomHeadersConfig"]["Items"]},
    }


READERS: dict[str, Callable[[str, str, str], Headers]] = {
    "_headers": lambda text, url, _: netlify(text, url),
    "staticwebapp.config.json": lambda text, url, _: azure(text, url),
    "web.config": iis,
    "nginx.conf.txt": lambda text, url, _: nginx(text, url),
    ".htaccess": lambda text, url, _: apache(text, url),
    "caddyfile.txt": lambda text, url, _: caddy(text, url),
    "cloudfront.json": lambda text, url, _: cloudfront(text, url),
}


# ------------------------------------------------------------------------------- the tests


def written(hosting: Hosting) -> dict[str, str]:
    return {str(file.path): file.content.decode() for file in host_files(hosting, TEMPLATES)}


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("form", FORMS)
def test_every_form_sends_the_same_headers(form: str, site: str) -> None:
    hosting = SITES[site]
    text = written(hosting)[form]
    found = {path: READERS[form](text, f"{hosting.root}{path}", hosting.root) for path in SAMPLES}
    assert found == {path: dict(headers_of(PurePosixPath(path), hosting)) for path in SAMPLES}


LEADING = {
    "_redirects": (r"^(/\S+)\*\s+(/\S+):splat 301$", r"\1(.*)", r"\2\\1"),
    "nginx.conf.txt": (r'^\s*rewrite "\^(.+)\$" (/\S+)\$1 permanent;$', r"\1", r"\2\\1"),
    ".htaccess": (r"^Redirect 301 (/\S+) (/\S+)$", r"\1(.*)", r"\2\\1"),
    "caddyfile.txt": (
        r"^@(?P<name>\w+) path_regexp \w+ \^(.+)\$\nredir @\w+ (/\S+)\{re\.\w+\.1\} permanent$",
        r"\2",
        r"\3\\1",
    ),
}
"""How each server that can be told leads on: the line, the addresses that it means, and where."""


@pytest.mark.parametrize("form", LEADING)
@pytest.mark.parametrize("root", ["/", "/a/b.c/"])
def test_every_form_that_can_leads_former_addresses_on_alike(form: str, root: str) -> None:
    text = written(replace(DEEP, root=root))[form]
    line, means, leads = LEADING[form]
    rules = [
        (re.compile(found.expand(means)), found.expand(leads))
        for found in re.finditer(line, text, re.MULTILINE)
    ]

    def led(url: str) -> str | None:
        fitting = ((each.fullmatch(url), to) for each, to in rules)
        return next((found.expand(to) for found, to in fitting if found), None)

    assert led(f"{root}lamps-2025/report.pdf") == f"{root}lamps/report.pdf"
    assert led(f"{root}old-talk/pictures/a.png") == f"{root}talk/pictures/a.png"
    assert led(f"{root}lamps/report.pdf") is None
    assert led(f"{root}old-talks/index.html") is None
    assert led(f"{root.replace('.', 'x')}x/old-talk/index.html") is None


def test_the_rules_are_those_of_the_design() -> None:
    page, asset, paper = (
        headers_of(PurePosixPath(path), OPEN)
        for path in ("spring/index.html", "assets/deck.0123456789ab.css", "spring/report.pdf")
    )
    assert page["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; frame-src 'self'; frame-ancestors 'self'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Referrer-Policy"] == "no-referrer"
    assert page[CACHE] == "no-cache"
    assert asset[CACHE] == "public, max-age=31536000, immutable"
    assert paper[CACHE] == "max-age=3600"
    assert "X-Robots-Tag" not in page
    for kept in (DRAFT, CLOSED):
        pdf = headers_of(PurePosixPath("spring/report.pdf"), kept)
        assert pdf["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("site", SITES)
def test_every_form_that_can_sends_the_page_for_what_is_not_there(site: str) -> None:
    hosting = SITES[site]
    texts = written(hosting)
    azure_override = json.loads(texts["staticwebapp.config.json"])["responseOverrides"]["404"]
    assert azure_override == {"rewrite": hosting.lost}
    error = ET.fromstring(texts["web.config"]).find(".//httpErrors/error")  # noqa: S314  # our own
    assert error is not None
    assert error.attrib["path"] == hosting.lost
    location, *_ = _nginx_read(texts["nginx.conf.txt"])
    assert ["error_page", "404", hosting.lost] in location[-1]
    assert f"ErrorDocument 404 {hosting.lost}" in texts[".htaccess"].splitlines()
    assert f"\trewrite @csp_slides_lost {hosting.lost}" in texts["caddyfile.txt"].splitlines()


def test_every_form_that_says_types_says_the_same() -> None:
    texts = written(OPEN)
    expected = {f".{ending}": media_type(ending) for ending in TYPES}
    assert json.loads(texts["staticwebapp.config.json"])["mimeTypes"] == expected
    maps = ET.fromstring(texts["web.config"]).iter("mimeMap")  # noqa: S314  # our own
    assert {each.attrib["fileExtension"]: each.attrib["mimeType"] for each in maps} == expected
    location, *_ = _nginx_read(texts["nginx.conf.txt"])
    (types,) = [line[-1] for line in location[-1] if line[0] == "types"]
    assert {f".{ending}": kind for kind, *endings in types for ending in endings} == {
        f".{ending}": kind for ending, kind in TYPES.items()
    }


def test_only_those_with_its_role_open_what_is_not_for_the_public() -> None:
    def routes(hosting: Hosting) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(written(hosting)["staticwebapp.config.json"])[
            "routes"
        ]
        return found

    assert all("allowedRoles" not in route for route in routes(OPEN))
    assert all(route["allowedRoles"] == ["members"] for route in routes(CLOSED))
    assert routes(CLOSED)[-1]["route"] == "/slides/*"


@pytest.mark.parametrize(
    ("address", "root"),
    [
        (None, "/"),
        ("https://slides.alderbrook.example", "/"),
        ("https://slides.alderbrook.example/", "/"),
        ("https://alderbrook.example/slides", "/slides/"),
        ("https://alderbrook.example/a//b/../c/", "/a/b/c/"),
        ('https://alderbrook.example/x";}evil{"', "/x%22%3B%7Devil%7B%22/"),
        ("https://alderbrook.example/x\n/*", "/x/%2A/"),
    ],
)
def test_root_is_the_path_of_the_address(address: str | None, root: str) -> None:
    assert root_of(address) == root


def test_netlify_is_given_no_more_rules_than_cloudflare_reads() -> None:
    papers = tuple(PurePosixPath(f"meeting-{number}/report.pdf") for number in range(200))
    text = written(Hosting(audience=Audience.PUBLIC, files=papers))["_headers"]
    rules = [line for line in text.splitlines() if line.startswith("/")]
    assert len(rules) == 100
    assert rules[:2] == ["/*", "/assets/*"]


def test_compressed_forms_hold_the_same_bytes_and_are_smaller() -> None:
    page = Artifact(path=PurePosixPath("a/index.html"), content=b"<p>Alderbrook</p>\n" * 200)
    small = Artifact(path=PurePosixPath("a/small.html"), content=b"<p>Alderbrook</p>")
    photo = Artifact(path=PurePosixPath("assets/a.jpg"), content=b"Alderbrook" * 200)
    made = compressed([page, small, photo])
    assert [str(each.path) for each in made] == ["a/index.html.br", "a/index.html.gz"]
    assert brotli.decompress(made[0].content) == page.content
    assert gzip.decompress(made[1].content) == page.content
    assert all(len(each.content) < len(page.content) for each in made)


def test_compressed_files_name_neither_a_time_nor_a_system() -> None:
    page = Artifact(path=PurePosixPath("index.html"), content=b"<p>Alderbrook</p>\n" * 200)
    packed = compressed([page])[1].content
    assert packed[4:8] == bytes(4)
    assert packed[9] == 255


def test_a_site_owner_overrides_the_settings_of_one_server(tmp_path: Path) -> None:
    own = tmp_path / "hosting" / "nginx.conf.txt"
    own.parent.mkdir()
    own.write_text("# ours, at {{ root }}\n", encoding="utf-8")
    hosting = DEEP
    templates = text_environment([tmp_path, package_data.templates()])
    made = {str(each.path): each.content.decode() for each in host_files(hosting, templates)}
    assert made["nginx.conf.txt"] == f"# ours, at {hosting.root}\n"
    assert made["web.config"] == written(hosting)["web.config"]
