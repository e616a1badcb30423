"""Links that lead elsewhere than they seem to: another address in their words, letters alike.

Pure. After Unicode Technical Standard 39, Unicode Security Mechanisms (mixed scripts, whole-script
confusables) and the URL Standard, which takes a backslash for a slash and what is before an `@`
for somebody's name.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from urllib.parse import unquote, urlsplit

from csp_slides.core.lazy_regex import pattern

_WEB: Final = pattern(r"\s*https?:[\\/]{2}", re.IGNORECASE)
_SHOWN: Final = pattern(
    r"\W{0,3}(?:https?://(?P<whole>[^\s/?#]+)\S*"
    r"|(?P<bare>www\.[^\s/?#]+|(?:[\w-]+\.)+(?:com|eu|gov|info|net|org|uk))(?:[/?#]\S*)?)",
    re.IGNORECASE,
)
"""Words that are an address, or begin as one: a name such as `Node.js` is none."""

_ALIKE: Final = frozenset(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u051b\u051d\u04bb\u04cf"
    "\u043a\u043c\u043d\u0442\u0432\u0433\u03bf\u03b1\u03bd\u03c1\u03c5\u03b9\u03ba\u03c7"
)
"""Small letters of Cyrillic and Greek that look like Latin ones."""

_TOGETHER: Final = frozenset({"BOPOMOFO", "CJK", "HANGUL", "HIRAGANA", "KATAKANA"})
"""Scripts that stand beside Latin in ordinary names."""

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
    if words.strip() in {whole, whole.partition("://")[2]}:  # only letters alike could hide here
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
