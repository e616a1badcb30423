"""What makes a text hard to use for some readers: links, headings, pictures, tables, motion.

Pure rules over what was found in a text, whether that was YAML's or a Markdown deck's. Sources:
WCAG 2.2 (success criteria named at each rule) and gov.uk, Publishing accessible documents.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Span


class Link(Struct, frozen=True, kw_only=True):
    """A link: the words that lead there, the descriptions of its pictures among them."""

    words: str
    address: str
    span: Span


class Heading(Struct, frozen=True, kw_only=True):
    """A heading; `level` is 1 to 6 as its author wrote it."""

    words: str
    level: int
    span: Span


class BoldLine(Struct, frozen=True, kw_only=True):
    """A paragraph that is bold from end to end; `leads` when other words follow it."""

    words: str
    leads: bool
    span: Span


class Image(Struct, frozen=True, kw_only=True):
    """A picture: its file and its description, None where there is no room for one."""

    file: str
    describe: str | None
    span: Span


class Table(Struct, frozen=True, kw_only=True):
    """A table: the words of its headings, those of columns and rows alike."""

    headings: tuple[str, ...]
    span: Span


class Playing(Struct, frozen=True, kw_only=True):
    """A video or sound that starts by itself and has nothing to stop it with."""

    tag: str
    span: Span


Mark = Link | Heading | BoldLine | Image | Table | Playing
"""Everything that the rules look at; a text's marks are in its order."""

_VAGUE: Final = frozenset(
    {"click", "click here", "download", "find out more", "follow this link", "go here", "here"}
    | {"learn more", "link", "more", "more info", "more information", "page", "pdf", "read more"}
    | {"see here", "see more", "this", "this link", "this page", "this website", "website"}
)
_ADDRESS: Final = pattern(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_FILE: Final = pattern(r"[^/\\]+\.(?:avif|bmp|gif|jpe?g|png|svg|tiff?|webp)", re.IGNORECASE)
_CAMERA: Final = pattern(r"(?:img|dsc[nf]?|pict|image|screenshot)[-_ ]?\d+", re.IGNORECASE)
_MADE_UP: Final = pattern(r"[\d_-]")
_NO_DESCRIPTION: Final = frozenset(
    {"alt", "image", "img", "photo", "photograph", "pic", "picture", "screenshot"}
)
_LONGEST_HEADING: Final = 65
_ENDS: Final = (".", "!", "?", ";", ",")


def check_marks(marks: Iterable[Mark], sink: Sink) -> None:
    """Report what is wrong with the marks of one text, in which headings follow one another."""
    above: Heading | None = None
    for mark in marks:
        match mark:
            case Link():
                _check_link(mark, sink)
            case Heading():
                _check_heading(mark, above, sink)
                above = mark
            case BoldLine():
                _check_bold(mark, sink)
            case Image():
                _check_image(mark, sink)
            case Table():
                _check_table(mark, sink)
            case Playing():
                _check_playing(mark, sink)


def is_no_description(describe: str, file: str = "") -> bool:
    """Whether words are a file's name or a word for any picture (WCAG 1.1.1, F30)."""
    words = describe.strip()
    stem = file.rpartition("/")[2].rpartition(".")[0]
    return bool(words) and (
        words.casefold() in _NO_DESCRIPTION
        or (words == stem and _MADE_UP.search(stem) is not None)
        or (_FILE.fullmatch(words) or _CAMERA.fullmatch(words)) is not None
    )


def say_no_description(describe: str, span: Span | None, sink: Sink) -> None:
    """Report a description that describes nothing."""
    sink.warning(
        "describe",
        f"'{describe.strip()}' doesn't say what the picture shows",
        span,
        help="write a sentence that says what somebody who can't see it would miss",
    )


def _check_link(link: Link, sink: Sink) -> None:
    """Check that a link's text alone says where it leads, truthfully (WCAG 2.4.4, 2.4.9)."""
    words = " ".join(link.words.split())
    host = leads_to(words, link.address)
    if host is not None:
        sink.warning(
            "disguised-link",
            f"'{_start(words)}' leads to '{_start(ascii(host)[1:-1])}', which isn't what it seems",
            link.span,
            help=(
                "write the name of the page between the square brackets, and type its address "
                "again between the round ones"
            ),
        )
        return
    if not words:
        sink.warning(
            "link-text",
            "this link has no text, so nobody can tell where it leads",
            link.span,
            help="write the name of the page between the square brackets",
        )
    elif words.casefold().strip(" .:!>»→") in _VAGUE:
        sink.warning(
            "link-text",
            f"'{words}' doesn't say where the link leads",
            link.span,
            help=(
                "use the name of the page as the link text; some people hear only a page's links, "
                "one by one"
            ),
        )
    elif _ADDRESS.fullmatch(words):
        sink.hint(
            "link-text",
            "screen readers read out an address letter by letter",
            link.span,
            help="write [the name of the page](its address)",
        )


def _check_heading(heading: Heading, above: Heading | None, sink: Sink) -> None:
    """Check that a heading has text and skips no level (WCAG 1.3.1, 2.4.6)."""
    if not heading.words.strip():
        sink.warning(
            "heading",
            "this heading is empty",
            heading.span,
            help="write the heading, or remove the line",
        )
    elif above is not None and heading.level > above.level + 1:
        sink.hint(
            "heading",
            f"'{_start(heading.words)}' is a level {heading.level} heading directly below a "
            f"level {above.level} heading",
            heading.span,
            help=f"start it with {'#' * (above.level + 1)}; the theme decides how large it is",
        )


def _check_bold(line: BoldLine, sink: Sink) -> None:
    """Check that what looks like a heading is one (WCAG 1.3.1, failure F2)."""
    words = line.words.strip()
    if line.leads and len(words) <= _LONGEST_HEADING and not words.endswith(_ENDS):
        sink.hint(
            "heading",
            f"'{_start(words)}' looks like a heading, but screen readers won't treat it as one",
            line.span,
            help="start the line with # characters instead, and remove the asterisks",
        )


def _check_image(image: Image, sink: Sink) -> None:
    """Check that a picture in the text has a description (WCAG 1.1.1)."""
    if image.describe is None:
        sink.warning(
            "describe",
            f"'{image.file}' has no description for people who can't see it",
            image.span,
            help='write ![what it shows](its file), or <img alt=""> if it is only decoration',
        )
    elif is_no_description(image.describe, image.file):
        say_no_description(image.describe, image.span, sink)


def _check_table(table: Table, sink: Sink) -> None:
    """Check that a table's columns or rows have headings (WCAG 1.3.1)."""
    if not any(words.strip() for words in table.headings):
        sink.warning(
            "table-headings",
            "this table has no column headings, so screen readers read out its figures without "
            "saying what they are",
            table.span,
            help="write what each column shows in the first row",
        )


def _check_playing(playing: Playing, sink: Sink) -> None:
    """Warn of media that plays by itself and can't be stopped (WCAG 1.4.2, 2.2.2)."""
    sink.warning(
        "motion",
        f"this {playing.tag} plays by itself and can't be stopped",
        playing.span,
        help="add 'controls', or remove 'autoplay'",
    )


def _start(words: str) -> str:
    first = words.split()
    return " ".join(first[:8]) + ("..." if len(first) > 8 else "")  # noqa: PLR2004  # a line's worth


_WEB: Final = pattern(r"\s*https?:[\\/]{2}", re.IGNORECASE)
_SHOWN: Final = pattern(
    r"\W{0,3}(?:https?://(?P<whole>[^\s/?#]+)\S*"
    r"|(?P<bare>www\.[^\s/?#]+|(?:[\w-]+\.)+(?:com|eu|gov|info|net|org|uk))(?:[/?#]\S*)?)",
    re.IGNORECASE,
)
"""Text that is an address, or starts like one; a name such as `Node.js` isn't."""

_ALIKE: Final = frozenset(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u051b\u051d\u04bb\u04cf"
    "\u043a\u043c\u043d\u0442\u0432\u0433\u03bf\u03b1\u03bd\u03c1\u03c5\u03b9\u03ba\u03c7"
)
"""Lower-case letters of Cyrillic and Greek that look like Latin ones."""

_TOGETHER: Final = frozenset({"BOPOMOFO", "CJK", "HANGUL", "HIRAGANA", "KATAKANA"})
"""Scripts that occur with Latin in ordinary names."""

_PUNYCODE: Final = "xn--"


def leads_to(words: str, address: str) -> str | None:
    """Return the host that a link leads to, where it seems to lead elsewhere; else None.

    `words` are those that stand for the link.
    """
    if not _WEB.match(address):
        return None
    host = _host(address)
    if not host:
        return None
    whole = unquote(address)
    if words.strip() in {whole, whole.partition("://")[2]}:  # only look-alikes could hide here
        return host if _looks_alike(host) else None
    shown = _SHOWN.match(words.strip())
    named = shown["whole"] or shown["bare"] if shown is not None else None
    is_other = named is not None and not _is_within(host, _bare(_named(named)))
    return host if is_other or _is_covered(address) or _looks_alike(host) else None


def _host(address: str) -> str:
    """Return the host as a browser finds it, its letters written out."""
    plain = address.strip().replace("\\", "/")
    try:
        found = urlsplit(plain).hostname or ""
    except ValueError:
        return ""
    return _named(unquote(found))


def _named(host: str) -> str:
    folded = host.rpartition("@")[2].partition(":")[0].casefold()
    return ".".join(_written_out(label) for label in folded.split("."))


def _written_out(label: str) -> str:
    if not label.startswith(_PUNYCODE):
        return label
    try:
        return label.removeprefix(_PUNYCODE).encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return label


def _bare(host: str) -> str:
    return host.removeprefix("www.").rstrip(".")


def _is_within(host: str, named: str) -> bool:
    bare = _bare(host)
    return bare == named or bare.endswith(f".{named}")


def _is_covered(address: str) -> bool:
    """Whether something before the host makes it look like another one."""
    authority = re.split(r"[/?#]", address.strip().partition("//")[2], maxsplit=1)[0]
    return "@" in authority or "\\" in authority or "%" in authority


def _looks_alike(host: str) -> bool:
    """Whether letters in a host are of other scripts than they look."""
    if host.isascii():
        return False
    return unicodedata.normalize("NFKC", host) != host or any(map(_is_mixed, host.split(".")))


def _is_mixed(label: str) -> bool:
    letters = [letter for letter in label if letter.isalpha()]
    scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in letters} - _TOGETHER
    if len(scripts) > 1:
        return True
    return bool(letters) and not label.isascii() and _ALIKE.issuperset(letters)
