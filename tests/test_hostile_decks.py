"""Decks that mean harm: each ends soon, in little memory, with a diagnostic or a clean page.

All of them are read in one process of their own, so that its memory can be measured and a deck
that never ends can be stopped.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import PurePosixPath
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

SECONDS = 60
MEGABYTES = 600

MARK = "alert(1)"
"""What every script below would run."""

SMALL = {
    "script in every place": """\
<script>alert(1)</script>

# A <script>alert(1)</script>

- b <img src=x onerror=alert(1)>

| <svg onload=alert(1)> |
|---|
| <p onclick="alert(1)">c |

> <iframe srcdoc="<script>alert(1)</script>"></iframe>

<style>@import "javascript:alert(1)"; p { background: url(javascript:alert(1)) }</style>

<!-- .slide: onmouseover="alert(1)" style="background: url(javascript:alert(1))" -->
<!-- .element: onclick="alert(1)" -->

Note: <script>alert(1)</script> <b onfocus=alert(1)>d</b>
""",
    "script as a link": """\
[a](javascript:alert(1)) [b](  JAVASCRIPT:alert(1)) <javascript:alert(1)>
[c](java&#10;script:alert(1)) [d](&#x6A;avascript:alert(1)) ![e](javascript:alert(1))

<a href=" &#14; javascript:alert(1)">f</a> <a xlink:href="javascript:alert(1)">g</a>

[h]: javascript:alert(1)
[h] [i](vbscript:alert(1)) [j](data:text/html;base64,PHNjcmlwdD4=)
""",
    "script as data": """\
<img src="data:text/html,<script>alert(1)</script>"> <iframe src="data:text/html,alert(1)"></iframe>
<object data="data:text/html,alert(1)"></object> <embed src="data:text/html,alert(1)">
""",
    "script in a drawing": """\
<svg><script>alert(1)</script><a href="javascript:alert(1)"><text>x</text></a>
<animate attributeName="href" values="javascript:alert(1)"/>
<set attributeName="onload" to="alert(1)"/>
<foreignObject><iframe src="javascript:alert(1)"></iframe></foreignObject>
<use href="data:image/svg+xml,<svg onload='alert(1)'/>"/><image href="x" onerror="alert(1)"/></svg>
""",
    "script in a formula": """\
<math><maction actiontype="statusline#javascript:alert(1)" xlink:href="javascript:alert(1)">x
<mtext></form><form><mglyph><style></math><img src onerror=alert(1)></style></mglyph></mtext></math>

$\\href{javascript:alert(1)}{x}$ $\\text{</math><script>alert(1)</script>}$
""",
    "tags that are mistaken": """\
<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>
<svg></p><style><a id="</style><img src=1 onerror=alert(1)>"></style></svg>
<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>
<table><svg><td><style></svg><img src=x onerror=alert(1)></style></td></svg></table>
<xmp></xmp><img src=x onerror=alert(1)></xmp> <plaintext><img src=x onerror=alert(1)>
""",
    "comments that are mistaken": """\
<!--><img src=x onerror=alert(1)>--> <!-- --!><img src=x onerror=alert(1)> -->

<!-- <img title="--><img src=x onerror=alert(1)>"> -->

<![CDATA[<img src=x onerror=alert(1)>]]> <?php alert(1) ?> <!DOCTYPE x [<!ENTITY a "alert(1)">]>
""",
    "coded script": "&lt;script>alert(1)&lt;/script> &#60;img src=x onerror=alert(1)&#62;\n",
    "end of a textarea": (
        "# A\n\n</textarea><script>alert(1)</script>\n\n</TEXTAREA ><img onerror=alert(1)>\n"
    ),
    "settings that run code": (
        "---\ntitle: !!js/function 'function(){alert(1)}'\n"
        "theme: !!python/object/apply:os.system ['alert(1)']\n---\n# A\n"
    ),
    "settings that script": (
        '---\ntheme: "</script><script>alert(1)</script>"\ncss: "javascript:alert(1)"\n'
        'revealOptions:\n  transition: "\'});alert(1);//"\n  plugins: [alert(1)]\n---\n# A\n'
    ),
    "paths out of the content": (
        "![a](../../../../etc/passwd) ![b](/../../etc/passwd) <img src='..\\\\..\\\\x'>\n"
        '<!-- .slide: data-background="../../../../etc/passwd.png" -->\n'
        "<video src='file:///etc/passwd'></video> [c](../../../../etc/passwd)\n"
    ),
    "our own marks": (
        '<p data-csp-place="9" data-csp-info="x" data-csp-math="$">a</p>\n'
        '<!--@5@ .slide: id="x" -->\n'
        "<code data-csp-info='[1|2]'>b</code> <a href='asset:/x'>c</a>\n"
    ),
    "signs that control": "# A\x1b[31m\x00\x07\u202e\ufeff\u2028B\n\n![\x1b](\x1b.png)\n",
    "a bomb of settings": (
        "---\na: &a [x, x]\n"
        + "".join(
            f"{c}: &{c} [*{b}, *{b}, *{b}]\n" for b, c in zip("abcdefgh", "bcdefghi", strict=True)
        )
        + "---\n# A\n"
    ),
}

LARGE = {
    "a line of ten megabytes": ("# A\n\n" + "word " * 2_000_000, "too-long"),
    "a word of ten megabytes": ("# A\n\n" + "a" * 10_000_000, "too-long"),
    "fifty thousand separators": ("\n---\n".join("# A" for _ in range(50_001)), "too-many"),
    "a separator without end": (
        '---\nseparator: "(a+)+$"\n---\n' + "a" * 50_000 + "b",
        "separator",
    ),
    "a separator with choices": (
        '---\nseparator: "(a|aa)+$"\n---\n' + "a" * 50_000 + "b",
        "separator",
    ),
    "a separator of blanks": ('---\nseparator: "^\\\\s*---"\n---\nA\n' + "\n" * 90_000, None),
    "notes without end": (
        '---\nnotesSeparator: "(a|aa)+$"\n---\n' + "a" * 5_000 + "b",
        "separator",
    ),
    "lists in lists": ("- " * 5_000 + "a", "too-deep"),
    "lists below lists": ("\n".join("  " * depth + "- a" for depth in range(400)), "too-deep"),
    "quotations in quotations": (">" * 10_000 + " a", "too-deep"),
    "elements in elements": ("\n\n".join("<div>" for _ in range(20_000)), "too-deep"),
    "elements closed wrongly": ("\n\n".join("<div></b>" for _ in range(10_000)), "too-deep"),
    "formatting left open": ("<font a=1>\n\n" * 250 + "<p>x\n\n" * 10_000, "too-deep"),
    "brackets": ("[" * 50_000, "too-long"),
    "emphasis": ("*a **b " * 1_400, None),
    "backticks": (" ".join("`" * count for count in range(1, 140)), None),
    "fifty thousand entries": ("- a\n" * 49_000, None),
    "one heading many times": ("# A\n\n" * 20_000, None),
    "attributes": (
        "<!-- .slide: " + " ".join(f'data-a{n}="1"' for n in range(9_000)) + " -->",
        None,
    ),
    "an attribute without end": ("<!-- .slide: " + "a" * 150_000 + " -->\n# A", None),
    "style in brackets": ("<style>" + "{" * 20_000 + "</style>\n# A", "style"),
    "steps of code": (
        "```js [" + "|".join(map(str, range(5_000))) + "]\n" + "x\n" * 200 + "```",
        None,
    ),
    "an info string of blanks": ("```js [" + " " * 50_000 + "x\na\n```", None),
    "braces in a formula": ("$" + "{" * 4_000 + "}" * 4_000 + "$", "mathematics"),
    "many formulas": ("$x$ " * 2_400, None),
    "many notes": ("Note: a\n" * 20_000, "multiple-notes"),
    "a table": ("|a" * 400 + "|\n" + "|-" * 400 + "|\n" + ("|b" * 400 + "|\n") * 60, None),
    "blank lines": ("\n" * 1_000_000 + "# A", "too-long"),
    "settings in brackets": ("---\na: " + "[" * 5_000 + "\n---\n# A", "too-deep"),
}

READER = """
import json, sys, time
from pathlib import PurePosixPath
from csp_slides.core.diagnostics import Sink
from csp_slides.markdown.load import load_markdown
from csp_slides.markdown.options import MarkdownSettings
from csp_slides.core.source import Source

class Nothing:
    def find(self, name, near): return None
    def outside(self, name, near): return name.startswith(("..", "/.."))
    def read_text(self, path): return None

def peak():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmHWM"))

def reset():
    with open("/proc/self/clear_refs", "w") as refs:
        refs.write("5")

path = PurePosixPath("deck.md")
for line in sys.stdin:
    name, text = json.loads(line)
    reset()
    before, began = peak(), time.perf_counter()
    sink = Sink()
    deck = load_markdown(Source(path, text, path), Nothing(), sink, settings=MarkdownSettings())
    taken = time.perf_counter() - began
    slides = [slide for stack in deck.stacks for slide in stack.slides] if deck else []
    pages = [part.html for slide in slides for part in (slide.body, *slide.notes)]
    print(json.dumps({
        "name": name, "seconds": taken, "megabytes": peak() - before,
        "said": [[d.severity, d.code, d.message, d.help] for d in sink.diagnostics][:200],
        "html": "".join(pages)[:200_000], "deck": deck is not None,
        "attributes": [dict(slide.attributes) for slide in slides][:50],
        "rest": [deck.stylesheet, str(deck.options), str(deck.theme)] if deck else [],
    }), flush=True)
"""

EVERY = {**SMALL, **{name: text for name, (text, _) in LARGE.items()}}


@pytest.fixture(scope="session")
def results() -> dict[str, dict[str, Any]]:
    """What became of each deck, all read one after another by one process."""
    asked = "".join(f"{json.dumps([name, text])}\n" for name, text in EVERY.items())
    done = subprocess.run(  # noqa: S603  # our own interpreter and text
        [sys.executable, "-c", READER],
        input=asked,
        capture_output=True,
        text=True,
        timeout=SECONDS * 10,
        check=False,
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, (found[-1]["name"] if found else None, done.stderr[-2000:])
    return {each["name"]: each for each in found}


def test_there_are_more_than_thirty() -> None:
    assert len(EVERY) > 30


@pytest.mark.slow
@pytest.mark.parametrize("name", EVERY)
def test_it_ends_soon_and_in_little_memory(results: dict[str, dict[str, Any]], name: str) -> None:
    assert results[name]["seconds"] < SECONDS
    assert results[name]["megabytes"] < MEGABYTES


@pytest.mark.slow
@pytest.mark.parametrize("name", EVERY)
def test_it_leaves_a_clean_page(results: dict[str, dict[str, Any]], name: str) -> None:
    found = results[name]
    tree = LexborHTMLParser(f"<body>{found['html']}")
    for node in tree.root.traverse() if tree.root is not None else ():
        assert node.tag not in {"script", "style", "iframe", "object", "embed", "form", "base"}
        for attribute, value in node.attributes.items():
            assert not attribute.startswith(("on", "data-csp", "srcdoc", "style"))
            check_value(attribute, value or "")
    for attributes in found["attributes"]:
        for attribute, value in attributes.items():
            assert not attribute.startswith(("on", "style"))
            check_value(attribute, value)
    for text in found["rest"]:
        assert MARK not in text


def check_value(attribute: str, value: str) -> None:
    if attribute in {"href", "src", "poster"} or attribute.startswith("data-background"):
        assert (
            not value.strip().lower().startswith(("javascript", "data:text", "vbscript", "file:"))
        )
        assert ".." not in PurePosixPath(value).parts


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in EVERY if name != "emphasis"])
def test_whatever_is_refused_is_said_in_plain_words(
    results: dict[str, dict[str, Any]], name: str
) -> None:
    found = results[name]
    wanted = LARGE[name][1] if name in LARGE else None
    codes = [code for _, code, _, _ in found["said"]]
    if wanted is not None:
        assert wanted in codes
    assert found["deck"] or any(severity == "error" for severity, *_ in found["said"])
    for _, _, message, remedy in found["said"]:
        assert not message.endswith(".")
        words = f" {message} {remedy or ''} ".lower()
        assert not any(f" {word} " in words for word in ("token", "scalar", "parse", "node"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("script in every place", {"script", "handler", "style"}),
        ("script as a link", {"link"}),
        ("script as data", {"address", "frame", "html"}),
        ("script in a drawing", {"script", "link", "html"}),
        ("settings that run code", {"executable"}),
        ("settings that script", {"option", "refused-option"}),
        ("paths out of the content", {"outside"}),
        ("end of a textarea", {"textarea"}),
        ("coded script", {"entity", "script"}),
    ],
)
def test_each_attempt_is_named(
    results: dict[str, dict[str, Any]], name: str, codes: set[str]
) -> None:
    assert codes <= {code for _, code, _, _ in results[name]["said"]}
