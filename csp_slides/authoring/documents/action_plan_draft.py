"""Drafts an action plan from the tables of a workbook or a document. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from csp_slides.authoring.documents.action_cells import (
    DATED,
    RATINGS,
    STATES,
    cell_lines,
    cell_text,
    day_of,
    hue_of,
    milestone_of,
)
from csp_slides.authoring.documents.chapters import chapters_of
from csp_slides.authoring.documents.columns import ACTION_PLAN, map_columns, mapping_lines
from csp_slides.authoring.documents.draft import CHECK, Draft, Maker
from csp_slides.authoring.documents.markdown import line_of
from csp_slides.authoring.documents.outline import (
    Entry,
    Heading,
    Paragraph,
    Question,
    Table,
    one_line,
    text_words,
)
from csp_slides.authoring.forms.plan_people import code_for
from csp_slides.content.document import State
from csp_slides.core.lazy_regex import pattern
from csp_slides.schema.yaml.write import Remarked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csp_slides.authoring.documents.columns import Mapped
    from csp_slides.authoring.documents.outline import Block, Cell, Inline, Outline
    from csp_slides.schema.yaml.write import Writable

_REST_OF_TITLES: Final = frozenset({"rag", "rating", "rag rating"})
"""What is left of a title over two rows."""

_PRIORITY: Final = pattern(
    r"(?:(?:strategic )?(?:priority|objective|theme"
    r"|aim)[ \t]*)?(?P<number>\d{1,2})?[.:)]?[ \t–-]*(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LISTS: Final = {
    "emerging_risks": pattern(
        r"emerging risk|risks? that (?:is|are) (?:emerging|growing|new)", re.IGNORECASE
    ),
    "top_risks": pattern(r"top risk|\brisks\b", re.IGNORECASE),
    "aims": pattern(r"\baims?\b|objectives", re.IGNORECASE),
}


class _Priority(Struct, kw_only=True):
    title: str
    number: str
    place: str = ""
    issues: list[tuple[str, list[Writable]]] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    def actions_of(self, issue: str) -> list[Writable]:
        if not self.issues or (issue and self.issues[-1][0] != issue):
            self.issues.append((issue, []))
        return self.issues[-1][1]


def draft_action_plan(outline: Outline, name: str, told: Mapping[str, str] | None = None) -> Draft:
    """Draft an action plan: each row with an action becomes one, under its priority and issue."""
    maker = _PlanMaker(outline, name, told or {})
    for block in _blocks(outline):
        maker.take(block)
    fields: dict[str, Writable] = {
        "id": name,
        "title": line_of(text_words(maker.title) if maker.title else chapters_of(outline).title),
        "status": "draft",
        **maker.front(),
    }
    if maker.people:
        fields["people"] = {code: {"name": owner} for owner, code in maker.people.items()}
    fields["priorities"] = maker.written() or Remarked(
        value="",
        above=(f"{CHECK}no table with a column for actions was found; add the priorities here",),
    )
    return Draft(
        kind="action-plan",
        folder="plans",
        id=name,
        fields=fields,
        source=outline.name,
        pictures=maker.pictures,
        questions=tuple(maker.questions),
        told=tuple(maker.told),
    )


def has_actions(outline: Outline) -> bool:
    """Whether some table of a document is one of actions."""
    for block in outline.blocks:
        if isinstance(block, Table):
            mapped = map_columns(block, ACTION_PLAN)
            if (
                mapped is not None
                and "action" in mapped.fields
                and mapped.fields & {"owners", "updates", "rag", "due", "issue"}
            ):
                return True
    return False


def _blocks(outline: Outline) -> Iterator[Block]:
    """Yield the blocks below the title."""
    title = chapters_of(outline).title
    for block in outline.blocks:
        if not (isinstance(block, Heading) and block.words == title):
            yield block


class _PlanMaker(Maker):
    """Collects priorities, issues and actions, table by table."""

    def __init__(self, outline: Outline, name: str, told: Mapping[str, str]) -> None:
        super().__init__(outline, name)
        self._told_columns = told
        self.priorities: list[_Priority] = []
        self.people: dict[str, str] = {}
        self.questions: list[Question] = []
        self.told: list[str] = []
        self._heading: Heading | None = None
        self._under: list[Block] = []
        self.headings: dict[str, Writable] = {}
        self.lead_ins: dict[str, Writable] = {}
        self._loose: list[Block] = []
        self._lists: dict[str, list[Writable]] = {}
        self._list = ""
        self.title = ""

    def take(self, block: Block) -> None:
        """Process the next block of the document."""
        if isinstance(block, Question):
            self.questions.append(block)
        elif isinstance(block, Heading):
            self._ask_heading()
            self._heading, self._list = block, self._named(block.words)
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Entry) and self._list:
            self._lists.setdefault(self._list, []).append(line_of(block.words))
            self._head_lists()
        else:
            self._list = self._named(block.words) if isinstance(block, Paragraph) else ""
            leads = isinstance(block, Paragraph) and one_line(block.words).endswith(":")
            if self._lists.get(self._list):
                self._list = ""  # another list of the same name is text
            part = self._list.replace("_", " ")
            if part and part not in self.lead_ins and leads and isinstance(block, Paragraph):
                self.lead_ins[part] = f"{line_of(block.words)}\n"
                self._head_lists()
            else:
                (self._loose if self._heading is None else self._under).append(block)

    def _head_lists(self) -> None:
        """Use the heading over the first list of aims or risks for all of them."""
        if self._heading is not None and "aims and risks" not in self.headings:
            self.headings["aims and risks"] = line_of(self._heading.words)
            self._leave_heading()

    def _leave_heading(self) -> Heading | None:
        """Return the heading that was last, now in its place, and keep what is under it."""
        heading, self._heading = self._heading, None
        self._loose += self._under
        self._under = []
        return heading

    def _ask_heading(self) -> None:
        """Store the last heading, which no table followed; ask about it if nothing is under it."""
        if self._heading is not None and self._under:
            self._under.insert(0, self._heading)
            self._leave_heading()
            return
        heading = self._leave_heading()
        if heading is None or heading.place.startswith("sheet "):
            return
        message = f"the heading “{one_line(heading.words)}” has no place here"
        self.questions.append(Question(message=message, place=heading.place))

    def front(self) -> dict[str, Writable]:
        """Return what came before the tables: aims, risks and the introduction."""
        text = self.text(self._loose)
        fields: dict[str, Writable] = {"introduction": text} if text else {}
        self._ask_heading()
        for name in ("aims", "top_risks", "emerging_risks"):
            if self._lists.get(name):
                fields[name] = [*self._lists[name]]
        if self.headings:
            fields["headings"] = {**self.headings}
        if self.lead_ins:
            fields["before"] = {**self.lead_ins}
        return fields

    def written(self) -> list[Writable]:
        """Write the priorities."""
        made: list[Writable] = []
        for priority in self.priorities:
            issues: list[Writable] = []
            for issue, actions in priority.issues:
                if not actions:
                    continue
                label: Writable = issue or Remarked(
                    value=priority.title,
                    above=(
                        f"{CHECK}the table names no issue here, so the priority is used instead",
                    ),
                )
                issues.append({"issue": label, "actions": actions})
            made.append(
                self.asked(
                    {"number": priority.number, "title": priority.title, "issues": issues},
                    priority.questions,
                )
            )
        return made

    def _named(self, words: Inline) -> str:
        text = one_line(words)
        return next((name for name, each in _LISTS.items() if each.search(text)), "")

    def _table(self, table: Table) -> None:
        mapped = map_columns(table, ACTION_PLAN, self._told_columns)
        if mapped is None or "action" not in mapped.fields:
            asked = (
                "this table has no column for actions, so it's kept as a table in the introduction"
            )
            self.questions.append(Question(message=asked, place=table.place))
            self._loose.append(table)
            return
        self.told += [line for line in mapping_lines(mapped) if line not in self.told]
        self.questions += [
            Question(message=f"column '{each.title}' was read as {each.field}", place=table.place)
            for each in mapped.columns
            if each.field and not each.sure
        ]
        above = next((text for row in mapped.above for text in [_row_text(row)] if text), "")
        if "priority" in mapped.fields:
            self.title = above
        else:
            heading = self._leave_heading() if not above else None
            self._begin(above or (one_line(heading.words) if heading else ""), table.place)
        for row in mapped.rows:
            self._row(mapped, row)

    def _begin(self, text: str, place: str) -> None:
        """Start a priority, or continue the one of the same title."""
        found = _PRIORITY.fullmatch(" ".join(text.split()))
        title = (found["title"] if found is not None else text).strip()
        same = next(
            (each for each in self.priorities if each.title.casefold() == title.casefold()), None
        )
        if same is not None:
            self.priorities.remove(same)
            self.priorities.append(same)
            return
        number = (found["number"] if found is not None else None) or str(len(self.priorities) + 1)
        asked = (
            []
            if title
            else [
                Question(message="the table isn't under a heading; name the priority", place=place)
            ]
        )
        self.priorities.append(
            _Priority(
                title=title or f"Priority {number}", number=number, place=place, questions=asked
            )
        )

    def _row(self, mapped: Mapped, row: tuple[Cell, ...]) -> None:
        texts = [cell.text for cell in row if cell.text]
        if not texts or {text.casefold() for text in texts} <= _REST_OF_TITLES:
            self.questions += [question for cell in row for question in cell.questions]
            return
        if (
            len(texts) == 1
            and len(row) > 2  # noqa: PLR2004
            and row[0].text
            and not cell_text(mapped, row, "action")
        ):
            self._begin(texts[0], row[0].place)
            return
        priority = cell_text(mapped, row, "priority")
        if priority or not self.priorities:
            self._begin(priority, row[0].place)
        issue = cell_text(mapped, row, "issue")
        actions = self.priorities[-1].actions_of(issue)
        if not cell_text(mapped, row, "action"):
            self._goes_on(mapped, row, actions)
            return
        actions.append(self._action(mapped, row))

    def _goes_on(self, mapped: Mapped, row: tuple[Cell, ...], actions: list[Writable]) -> None:
        """Add the updates and steps of a row that has no action to the action above."""
        last = actions[-1] if actions else None
        bare = last.value if isinstance(last, Remarked) else last
        found: dict[str, list[Writable]] = {}
        if isinstance(bare, dict):
            found["updates"] = self._updates(mapped.cell(row, "updates"), [])
            found |= self._steps(mapped, row, alone=True)
            for name, more in found.items():
                old = bare.get(name, [])
                bare[name] = [*(old if isinstance(old, list) else []), *more]
                if not bare[name]:
                    del bare[name]
        if any(found.values()):
            used = {"issue", "priority", *(name for name, more in found.items() if more)}
            used |= {"due"} if found["milestones"] or found["sub_actions"] else set()
            used |= {"owners", "state", "ref"} if found["sub_actions"] else set()
            rest = [each for each in mapped.columns if each.field not in used]
        else:
            rest = list(mapped.columns)
        left = " | ".join(row[each.number].text for each in rest if row[each.number].text)
        if left and not (
            len(rest) == len(mapped.columns) and left == cell_text(mapped, row, "issue")
        ):
            self.questions.append(
                Question(
                    message=f"this row has no action, so it's left out: {left}", place=row[0].place
                )
            )

    def _action(self, mapped: Mapped, row: tuple[Cell, ...]) -> Writable:
        questions = [question for cell in row for question in cell.questions]
        fields: dict[str, Writable] = {"ref": self._ref(cell_text(mapped, row, "ref"))}
        action = mapped.cell(row, "action")
        assert action is not None, "only rows with an action are expected here"
        fields["action"] = " ".join(line_of(line) for line in action.lines)
        owners = self._owners(mapped.cell(row, "owners"))
        if owners:
            fields["owners"] = owners
        self._due(cell_text(mapped, row, "due"), fields, questions)
        rating = self._rating(mapped.cell(row, "rag"), questions)
        if rating:
            fields["rag"] = rating
        supporters = self._owners(mapped.cell(row, "supporters"))
        if supporters:
            fields["supporters"] = supporters
        self._texts(mapped, row, fields)
        self._state(cell_text(mapped, row, "state"), fields, questions)
        fields |= {name: steps for name, steps in self._steps(mapped, row).items() if steps}
        updates = self._updates(mapped.cell(row, "updates"), questions)
        if updates:
            fields["updates"] = updates
        for column in mapped.columns:
            text = row[column.number].text if column.number < len(row) else ""
            if text and not column.field:
                message = f"column '{column.title}' says “{text}”, for which there is no field"
                questions.append(Question(message=message, place=row[column.number].place))
        return self.asked(fields, questions)

    def _steps(
        self, mapped: Mapped, row: tuple[Cell, ...], *, alone: bool = False
    ) -> dict[str, list[Writable]]:
        """Make the milestones and smaller actions of a row, each line one of them.

        Where they are `alone` in their row, its day, owners and state are theirs.
        """
        own: dict[str, Writable] = {}
        due = cell_text(mapped, row, "due") if alone else ""
        day = day_of(due) if due else None
        steps: list[Writable] = []
        for line in cell_lines(mapped, row, "sub_actions"):
            step: dict[str, Writable] = {}
            if alone and (ref := cell_text(mapped, row, "ref")):
                step["ref"] = ref
            step["action"] = line
            if alone and (owners := self._owners(mapped.cell(row, "owners"))):
                step["owners"] = owners
            asked: list[Question] = []
            if due:
                self._due(due, step, asked)
            if alone:
                self._state(cell_text(mapped, row, "state"), own, asked)
                step |= {name: value for name, value in own.items() if name == "state"}
            steps.append(self.asked(step, asked))
        milestones: list[Writable] = []
        for line in cell_lines(mapped, row, "milestones"):
            by, text = milestone_of(line)
            by = by or day or due
            when_: Writable = by or Remarked(value="", beside="when: Q1, 2027/28, June 2027")
            milestones.append({"by": when_, "text": text})
        return {"sub_actions": steps, "milestones": milestones}

    def _texts(self, mapped: Mapped, row: tuple[Cell, ...], fields: dict[str, Writable]) -> None:
        """Copy the columns that are plain text into `fields`."""
        for name in ("complete", "cost", "funding", "directorate"):
            text = cell_text(mapped, row, name)
            if text:
                fields[name] = text
        for name in ("outcome", "measure", "why", "next_step"):
            cell = mapped.cell(row, name)
            if cell is not None and cell.text:
                fields[name] = self.text(Paragraph(words=line) for line in cell.lines).rstrip("\n")

    def _ref(self, text: str) -> str:
        if text:
            return " ".join(text.split())
        priority = self.priorities[-1]
        count = sum(len(actions) for _, actions in priority.issues) + 1
        if not any("numbered in their order" in each.message for each in self.questions):
            self.questions.append(
                Question(
                    message="the table has no numbers for its actions, so they're "
                    "numbered in their order"
                )
            )
        return f"{priority.number}.{count}"

    def _owners(self, cell: Cell | None) -> list[Writable]:
        if cell is None or not cell.text:
            return []
        whole = cell.text if "/" in cell.text or ";" in cell.text else cell.text.replace("\n", "\n")
        names = [
            " ".join(name.split()) for name in re.split(r"\s+/\s+|;|\n", whole) if name.strip(" ,")
        ]
        return [self._code(name.strip(" ,")) for name in names]

    def _code(self, owner: str) -> str:
        if owner in self.people:
            return self.people[owner]
        made = code_for(owner, set(self.people.values()))
        self.people[owner] = made
        return made

    def _due(self, text: str, fields: dict[str, Writable], questions: list[Question]) -> None:
        if not text:
            return
        day = day_of(text)
        if day is not None:
            fields["due"] = day
        else:
            questions.append(Question(message=f"“{text}” isn't a date, so 'due' is left out"))

    def _rating(self, cell: Cell | None, questions: list[Question]) -> str:
        if cell is None:
            return ""
        text = " ".join(cell.text.casefold().split())
        if text:
            found = next((rating for rating, names in RATINGS.items() if text in names), "")
            if not found:
                questions.append(
                    Question(
                        message=f"“{cell.text}” isn't a rating, so 'rag' is left out",
                        place=cell.place,
                    )
                )
            return found
        found = hue_of(cell.fill)
        if found:
            questions.append(
                Question(
                    message=f"the rating is only a colour in the table, read as {found}",
                    place=cell.place,
                )
            )
        return found

    def _state(self, text: str, fields: dict[str, Writable], questions: list[Question]) -> None:
        plain = " ".join(text.casefold().split())
        if not plain:
            return
        found = next((state for state, names in STATES.items() if plain in names), None)
        rating = next((rating for rating, names in RATINGS.items() if plain in names), None)
        if found is not None:
            fields["state"] = str(State(found))
            self._tell_read(text, "state", found)
        elif rating is not None and fields.get("rag", rating) == rating:
            fields["rag"] = rating
            self._tell_read(text, "rag", rating)
        else:
            questions.append(
                Question(
                    message=f"the status “{text}” isn't one of {', '.join(STATES)}, so "
                    "it's left out"
                )
            )

    def _tell_read(self, text: str, field: str, value: str) -> None:
        """Record once how a word of the table was read, if it isn't one of the field's values."""
        line = f"'{text}' was read as {field}: {value}"
        if text.casefold() not in {value, value[0]} and line not in self.told:
            self.told.append(line)

    def _updates(self, cell: Cell | None, questions: list[Question]) -> list[Writable]:
        """Make an update of each line that starts with a date; one without continues from it."""
        made: list[Writable] = []
        for line in cell.lines if cell is not None else ():
            text = line_of(line)
            found = DATED.fullmatch(text.removeprefix("\\").lstrip("-•· "))
            day = day_of(found["date"]) if found is not None else None
            if found is not None and day is not None:
                update: dict[str, Writable] = {"date": day}
                if found["text"].strip():
                    update["text"] = found["text"].strip()
                made.append(update)
            else:
                if found is not None:
                    questions.append(
                        Question(
                            message=f"“{found['date']}” isn't a date that exists",
                            place=cell.place if cell else "",
                        )
                    )
                made.append({"text": text})
        return made


def _row_text(row: tuple[Cell, ...]) -> str:
    texts = list(dict.fromkeys(cell.text for cell in row if cell.text))
    return texts[0] if len(texts) == 1 else ""
