"""What has changed in an action plan since an earlier edition, in print.

Nothing of an author's text reaches a terminal as a command to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.compose.changes import RATED, told
from csp_slides.content.council import Rag
from csp_slides.core.diagnostic_formats import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.compose.changes import ActionChange, Changes
    from csp_slides.content.action_plan import Action

_TITLE = 42
"""Characters of an action; longer ones are cut so that the columns stay in line."""


def changes_lines(changes: Changes) -> Iterator[str]:
    """Yield what has changed, an action a line."""
    if not changes.actions:
        yield f"  nothing has changed since {changes.edition}"
        return
    yield f"  since {changes.edition}:"
    width = max(len(each.ref) for each in changes.actions)
    for each in changes.actions:
        ref, action = harmless(each.ref), _action(each)
        yield f"  {ref:>{width + 2}}  {action:{_TITLE}}  {'; '.join(_told(each))}"


def _action(change: ActionChange) -> str:
    action = change.after or change.before
    assert action is not None, "a change is of an action that is or was"
    words = harmless(" ".join(action.action.split()))
    return words if len(words) <= _TITLE else f"{words[: _TITLE - 1]}\u2026"


def _told(change: ActionChange) -> Iterator[str]:
    for words in told(change):
        ratings = f" from {_rating(change.before)} to {_rating(change.after)}"
        yield f"{words[0].lower()}{harmless(words[1:])}{ratings if words == RATED else ''}"


def _rating(action: Action | None) -> str:
    rag = (action.rag if action is not None else None) or Rag.GREY
    return "not rated" if rag is Rag.GREY else str(rag)
