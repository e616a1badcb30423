"""An earlier edition of an action plan: read from its file, and set beside the plan of today.

The file may lie anywhere: it is what somebody kept, not part of the content.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from csp_slides.content.action_plan import ActionPlan
from csp_slides.core.diagnostics import CommandError, Sink
from csp_slides.core.did_you_mean import listed
from csp_slides.load.kinds import KINDS
from csp_slides.schema.fields.document import read_document
from csp_slides.schema.yaml.decode import decode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from csp_slides.content.library import Document


def read_earlier(path: Path) -> ActionPlan:
    """Read the action plan that was kept in the file `path`.

    Raises:
        ContentError: the file is wrong.
        CommandError: it is not there, or holds no action plan.
    """
    sink = Sink()
    shown = PurePosixPath(path.as_posix())
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CommandError(
            f"can't read the earlier edition '{path}': {error.strerror}",
            remedy="give the name of the file that you kept",
        ) from error
    source = decode(data, path=shown, inside=PurePosixPath(path.name), sink=sink)
    read = read_document(source, KINDS, sink) if source is not None else None
    sink.raise_errors()
    record = read[1] if read is not None else None
    if not isinstance(record, ActionPlan):
        raise CommandError(
            f"'{path}' isn't an action plan",
            remedy="give the name of an earlier file of the same plan",
        )
    return record


def set_beside(
    earlier: Sequence[ActionPlan], documents: Sequence[Document]
) -> Mapping[str, ActionPlan]:
    """Match each earlier edition to the current plan, by `id`, or to the only plan.

    Gives the earlier editions by the address of the document.

    Raises:
        CommandError: there is no such plan.
    """
    plans = {each.slug: each.record for each in documents if isinstance(each.record, ActionPlan)}
    found: dict[str, ActionPlan] = {}
    for plan in earlier:
        slug = plan.id if plan.id in plans else next(iter(plans)) if len(plans) == 1 else None
        if slug is None:
            raise CommandError(
                f"there is no action plan to compare with '{plan.title}'",
                remedy=f"give it the 'id:' of one of {listed(plans)}"
                if plans
                else "'--since' needs an action plan in the content",
            )
        found[slug] = plan
    return found
