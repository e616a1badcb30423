"""The officers' desk over http: what it writes, what it refuses, and two people in one file."""

from __future__ import annotations

import http.client
import json
import shutil
import threading
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from selectolax.lexbor import LexborHTMLParser

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")

from msgspec.structs import replace

from csp_slides.content.audience import Audience
from csp_slides.serve import running
from tests.live.test_serving import EXAMPLE, Running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WASTE = """\
# Grace: please check
kind: section          # leave this

title: Waste           # the heading
status: draft

items:
  # the first
  - title: Bins
    notes: |           # said
      The bins are new.

  - title: Rounds
    notes: The rounds are shorter.
"""
NAME = "sections/waste.yaml"


class Desk(Running):
    """A server with a section of its own."""

    @property
    def file(self) -> Path:
        return self.content / NAME

    def begin(self, text: str = WASTE) -> None:
        self.file.write_bytes(text.encode())

    def post(
        self, action: str, body: object, *, name: str | None = NAME, **headers: str
    ) -> tuple[int, Any]:
        given = {
            "Content-Type": "application/json",
            "Origin": f"http://127.0.0.1:{self.port}",
            **{key.replace("_", "-"): value for key, value in headers.items()},
        }
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            path = f"/~desk/{action}" + (f"/{quote(name)}" if name is not None else "")
            connection.request("POST", path, content, {k: v for k, v in given.items() if v})
            answer = connection.getresponse()
            content = answer.read()
            return answer.status, json.loads(content) if content.startswith(b"{") else None
        finally:
            connection.close()

    def form(self) -> dict[str, Any]:
        """Open the page, as a browser does."""
        status, body, _ = self.get(f"/~desk/edit/{NAME}")
        assert status == 200
        page = LexborHTMLParser(body.decode())
        (main,) = page.css("main")
        (yaml,) = page.css("#yaml")
        text = yaml.text().removeprefix("\n")
        return {"version": main.attributes["data-version"], "saved": text, "text": text}

    def text(self) -> str:
        return self.file.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    content = tmp_path_factory.mktemp("desk") / "content"
    shutil.copytree(EXAMPLE, content)
    (content.parent / "secret.yaml").write_text("kind: section\ntitle: zqsecret\n", "utf-8")
    (content / NAME).write_text(WASTE, encoding="utf-8")
    with Desk(content) as made:
        yield made


def values(**changes: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    """Return what the form of the section holds."""
    return {
        "title": "Waste",
        "status": "draft",
        "items": [
            {"was": 0, "values": {"title": "Bins", "notes": "The bins are new."}},
            {"was": 1, "values": {"title": "Rounds", "notes": "The rounds are shorter."}},
        ],
        **changes,
    }


def items(first: dict[str, str], second: dict[str, str]) -> list[dict[str, Any]]:
    before = values()["items"]
    return [
        {"was": 0, "values": {**before[0]["values"], **first}},
        {"was": 1, "values": {**before[1]["values"], **second}},
    ]


def test_the_list_names_every_section_and_the_form_has_every_declared_field(desk: Desk) -> None:
    desk.begin()
    status, body, headers = desk.get("/~desk/")
    assert status == 200
    assert "form-action 'none'" in headers["Content-Security-Policy"]
    page = LexborHTMLParser(body.decode())
    addresses = [each.attributes["href"] for each in page.css(".section__title a")]
    assert f"/~desk/edit/{NAME}" in addresses
    assert "/~desk/edit/sections/community-safety.yaml" in addresses
    from csp_slides.content.section import Item, Section

    form = LexborHTMLParser(desk.get(f"/~desk/edit/{NAME}")[1].decode())
    held = {each.attributes["data-holds"] for each in form.css("[data-holds]")}
    assert set(Section.DECLARED) | set(Item.DECLARED) - {"made"} <= held


def test_what_is_typed_is_shown_and_checked_before_it_is_saved(desk: Desk) -> None:
    desk.begin()
    form = desk.form()
    status, said = desk.post(
        "show", {"text": form["text"], "values": values(items=items({"title": "New bins"}, {}))}
    )
    assert (status, said["is_current"]) == (200, True)
    page = desk.get(f"/~desk/preview/{NAME}/~/{said['deck']}")[1].decode()
    assert "New bins" in page
    assert "Preview" in page
    assert said["slides"]["items.1"] in page
    assert said["spoken"]["items.0"]["words"] == 4
    assert desk.text() == WASTE


def test_problems_are_those_of_check_at_their_fields_and_the_last_slides_stay(desk: Desk) -> None:
    desk.begin()
    text = desk.form()["text"]
    good = desk.post("show", {"text": text, "values": values()})[1]
    wrong = values(status="don", items=items({}, {"title": "", "ask": "x"}))
    status, said = desk.post("show", {"text": text, "values": wrong})
    assert status == 200
    found = {(each["path"], each["severity"], each["code"]) for each in said["messages"]}
    assert ("status", "error", "choice") in found
    assert ("items.1.title", "error", "missing") in found
    assert (said["is_current"], said["deck"]) == (False, good["deck"])
    assert "Rounds" in desk.get(f"/~desk/preview/{NAME}/~/{said['deck']}")[1].decode()


def test_a_save_changes_what_was_typed_and_nothing_else(desk: Desk) -> None:
    desk.begin()
    form = desk.form()
    status, said = desk.post("save", {**form, "values": values(title="Waste and recycling")})
    assert status == 200
    assert desk.text() == WASTE.replace("Waste           #", "Waste and recycling  #")
    assert said["text"] == desk.text()
    assert said["can_undo"] is True


def test_line_ends_of_notepad_and_a_mark_stay(desk: Desk) -> None:
    desk.begin("\ufeff" + WASTE.replace("\n", "\r\n"))
    form = desk.form()
    assert desk.post("save", {**form, "values": values(status="ready")})[0] == 200
    content = desk.file.read_bytes().decode()
    assert content == "\ufeff" + WASTE.replace("draft", "ready").replace("\n", "\r\n")


def test_a_save_is_taken_back_and_the_form_is_filled_anew(desk: Desk) -> None:
    desk.begin()
    desk.post("save", {**desk.form(), "values": values(title="Other")})
    status, said = desk.post("undo", {})
    assert status == 200
    assert desk.text() == WASTE
    assert 'value="Waste"' in said["form"]
    desk.post("save", {**desk.form(), "values": values(title="Other")})
    desk.begin(WASTE + "# from Notepad\n")
    status, said = desk.post("undo", {})
    assert status == 409
    assert desk.text().endswith("# from Notepad\n")


def test_a_change_in_notepad_and_one_on_the_desk_are_put_together(desk: Desk) -> None:
    desk.begin()
    form = desk.form()
    desk.begin(WASTE.replace("shorter.", "shorter now.") + "  - title: Depot   # new\n")
    mine = items({"ask": "Agree"}, {})
    status, said = desk.post("save", {**form, "values": values(items=[*mine[:1], mine[1]])})
    assert status == 200
    assert said["merged"] is True
    assert desk.text() == (
        WASTE.replace("shorter.", "shorter now.").replace(
            "      The bins are new.\n", "      The bins are new.\n    ask: Agree\n"
        )
        + "  - title: Depot   # new\n"
    )


def test_a_field_that_both_changed_is_asked_about_and_no_words_are_lost(desk: Desk) -> None:
    desk.begin()
    form = desk.form()
    theirs = WASTE.replace("title: Waste  ", "title: Rubbish")
    desk.begin(theirs)
    sent = {**form, "values": values(title="Recycling", status="ready")}
    status, said = desk.post("save", sent)
    assert status == 409
    assert desk.text() == theirs
    assert [(each["path"], each["mine"], each["theirs"]) for each in said["conflicts"]] == [
        ("title", "Recycling", "Rubbish")
    ]
    choice = {"choices": {"title": "theirs"}, "against": said["version"]}
    assert desk.post("save", {**sent, **choice})[0] == 200
    assert desk.text() == theirs.replace("status: draft", "status: ready")
    desk.begin(theirs.replace("Rubbish", "Refuse "))
    status, said = desk.post("save", {**sent, **choice})
    assert status == 409, "a choice holds for the state that it was made of"


def test_an_item_that_both_rewrote_is_the_same_item_still(desk: Desk) -> None:
    desk.begin()
    form = desk.form()
    theirs = WASTE.replace("Bins", "Depot").replace("The bins are new.", "Something else.")
    desk.begin(theirs)
    mine = items({"title": "Lorries", "notes": "Quite another thing.", "ask": "Agree"}, {})
    status, said = desk.post("save", {**form, "values": values(items=mine)})
    assert status == 409
    found = {(each["path"], each["mine"], each["theirs"]) for each in said["conflicts"]}
    assert found == {
        ("items.0.title", "Lorries", "Depot"),
        ("items.0.notes", "Quite another thing.", "Something else."),
    }


def test_an_entry_that_one_took_out_and_the_other_changed_is_asked_about(desk: Desk) -> None:
    desk.begin()
    form = desk.form()
    desk.begin(WASTE.replace("shorter.", "longer."))
    sent = {**form, "values": values(items=values()["items"][:1])}
    status, said = desk.post("save", sent)
    assert status == 409
    (conflict,) = said["conflicts"]
    assert conflict["path"] == "items.1"
    assert "longer." in conflict["theirs"]
    choice = {"choices": {"items.1": "mine"}, "against": said["version"]}
    assert desk.post("save", {**sent, **choice})[0] == 200
    assert "Rounds" not in desk.text()


def test_texts_that_cannot_be_put_together_are_both_shown(desk: Desk) -> None:
    desk.begin()
    form = desk.form()
    broken = WASTE + '  - title: "unclosed\n'
    desk.begin(broken)
    status, said = desk.post("save", {**form, "values": values(title="Recycling")})
    assert status == 409
    assert said["theirs"] == broken
    assert "title: Recycling" in said["mine"]
    assert desk.text() == broken
    again = {**form, "version": said["version"], "replace": True, "values": values(title="Mine")}
    assert desk.post("save", again)[0] == 200
    assert "title: Mine" in desk.text()
    assert desk.post("undo", {})[0] == 200
    assert desk.text() == broken


def test_a_text_that_somebody_wrote_themselves_is_saved_as_it_is(desk: Desk) -> None:
    desk.begin()
    form = desk.form()
    text = WASTE.replace("draft", "ready") + "# done\n"
    assert desk.post("save", {**form, "text": text, "values": None})[0] == 200
    assert desk.text() == text
    status, said = desk.post("form", {"text": text})
    assert status == 200
    assert '<option value="ready" selected>' in said["form"]


def test_a_file_that_is_gone_is_said_to_be(desk: Desk) -> None:
    desk.begin()
    form = desk.form()
    desk.file.unlink()
    status, said = desk.post("save", {**form, "values": values(title="Mine")})
    assert status == 404
    assert "deleted" in said["error"]
    assert not desk.file.exists()
    desk.begin()


def test_a_new_section_is_written_once_and_never_over_another(desk: Desk) -> None:
    status, said = desk.post("new", {"title": "Parks & Trees: 2027"}, name=None)
    assert (status, said["address"]) == (201, "/~desk/edit/sections/parks-trees-2027.yaml")
    file = desk.content / "sections/parks-trees-2027.yaml"
    assert 'title: "Parks & Trees: 2027"' in file.read_text(encoding="utf-8")
    file.write_text("kind: section\ntitle: mine\n", encoding="utf-8")
    status, said = desk.post("new", {"title": "Parks Trees 2027"}, name=None)
    assert status == 409
    assert file.read_text(encoding="utf-8") == "kind: section\ntitle: mine\n"
    assert desk.post("new", {"title": " ../.. "}, name=None)[0] == 422
    file.unlink()


CASES = sorted((EXAMPLE.parent / "tests" / "cases" / "errors").glob("*.yaml"))
SECTIONS = [each for each in CASES if b"kind: section" in each.read_bytes()]


def test_a_file_with_any_fault_opens_and_says_what_is_wrong_or_shows_its_slides(
    desk: Desk,
) -> None:
    assert len(SECTIONS) > 50
    for case in SECTIONS[::4]:
        desk.file.write_bytes(case.read_bytes())
        status, body, _ = desk.get(f"/~desk/edit/{NAME}")
        assert status == 200, case.name
        page = LexborHTMLParser(body.decode())
        assert page.css("[data-field=title]") or page.css("#unreadable"), case.name
        text = "".join(each.text() for each in page.css("#yaml"))
        status, said = desk.post("show", {"text": text.removeprefix("\n"), "values": None})
        assert status == 200, case.name
        severities = {each["severity"] for each in said["messages"]}
        assert said["is_current"] or "error" in severities, case.name
    desk.begin()


ASKED = WASTE.replace(
    "  # the first\n",
    "  # the first\n  # CHECK: Word has a comment by Dan on “bins”: “Is this\n"
    "  # right?” (page 1)\n",
).replace("kind:", "# CHECK: the page header says OFFICIAL\nkind:")


def test_the_questions_of_an_import_are_asked_at_their_fields(desk: Desk) -> None:
    desk.begin(ASKED)
    form = desk.form()
    said = desk.post("show", {"text": form["text"], "values": values()})[1]
    found = [each for each in said["messages"] if each["code"] == "import"]
    assert [(each["path"], each["message"]) for each in found] == [
        ("", "the page header says OFFICIAL"),
        ("items.0.title", "Word has a comment by Dan on “bins”: “Is this right?” (page 1)"),
    ]
    text = form["text"]
    for each in found:
        comment = "".join(f"{line}\n" for line in each["comment"])
        assert text.count(comment) == 1
        text = text.replace(comment, "")
    assert text == WASTE
    sent = {**form, "text": text, "values": values(status="ready")}
    assert desk.post("save", sent)[0] == 200
    assert desk.text() == WASTE.replace("draft", "ready")


OFFICERS = sorted((EXAMPLE.parent / "tests" / "cases" / "officers").glob("*.yaml"))
NEED_THEM = {"field-in-notes", "hash-in-text", "indents-lost", "placeholders", "wrong-level"}
"""What only its author can decide; everything else shows its slides once it is fixed."""


@pytest.mark.parametrize("case", OFFICERS, ids=lambda case: case.stem)
def test_what_officers_type_ends_clean_or_explained_on_the_desk(desk: Desk, case: Path) -> None:
    desk.file.write_bytes(case.read_bytes())
    text = desk.form()["text"]
    said = desk.post("show", {"text": text, "values": None})[1]
    if said["is_fixable"]:
        status, fixed = desk.post("fix", {"text": text, "values": None})
        assert status == 200
        text = fixed["text"]
        assert 'data-field="title"' in fixed["form"]
        said = desk.post("show", {"text": text, "values": None})[1]
        assert not said["is_fixable"]
    errors = [each for each in said["messages"] if each["severity"] == "error"]
    assert all(each["help"] and each["line"] for each in errors)
    assert said["is_current"] is not bool(errors)
    assert bool(errors) is (case.stem in NEED_THEM)
    assert desk.file.read_bytes() == case.read_bytes(), "fixing saves nothing"
    desk.begin()


@pytest.mark.parametrize(
    "name",
    [
        "../secret.yaml",
        "..%2fsecret.yaml",
        "sections/../../secret.yaml",
        "/etc/passwd",
        "council.yaml",
        "pictures/credits.yaml",
        "sections/none.yaml",
        "sections/waste.yaml/",
        "./sections/waste.yaml",
    ],
)
def test_a_name_leads_to_no_file_but_a_section(desk: Desk, name: str) -> None:
    desk.begin()
    body = {**desk.form(), "values": values(title="zq")}
    assert desk.post("save", body, name=name)[0] in {400, 404}
    status, content, _ = desk.get(f"/~desk/edit/{name}")
    assert status in {400, 404}
    assert b"zqsecret" not in content
    assert desk.text() == WASTE


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": ""},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Content_Type": "text/plain"},
        {"Content_Type": "application/x-www-form-urlencoded"},
        {"Host": "elsewhere.example"},
    ],
)
def test_nobody_else_s_page_can_change_anything(desk: Desk, headers: dict[str, str]) -> None:
    desk.begin()
    content = json.dumps({**desk.form(), "values": values(title="zq")}).encode()
    connection = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=10)
    given = {
        "Content-Type": "application/json",
        "Origin": f"http://127.0.0.1:{desk.port}",
        "Host": f"127.0.0.1:{desk.port}",
        **{key.replace("_", "-"): value for key, value in headers.items()},
    }
    try:
        path = f"/~desk/save/{NAME}"
        connection.request("POST", path, content, {k: v for k, v in given.items() if v})
        assert connection.getresponse().status in {403, 415}
    finally:
        connection.close()
    assert desk.text() == WASTE


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b'{"text": 1}',
        b'{"text": "kind: section", "values": []}',
        b'{"text": "kind: section", "values": {"title": 1}}',
        b'{"text": "kind: section", "values": {"items": [{"was": 7, "values": {}}]}}',
        b'{"text": "kind: section", "values": {"items": "x"}}',
        b"[" * 100_000,
        b'{"text": "' + b"x" * 4_000_001 + b'"}',
    ],
)
def test_what_is_no_form_is_refused(desk: Desk, body: bytes) -> None:
    desk.begin()
    for action in ("show", "save"):
        assert desk.post(action, body)[0] in {400, 413}
    assert desk.text() == WASTE


def test_pictures_are_listed_shown_and_added_but_only_pictures(desk: Desk) -> None:
    names = [each["name"] for each in json.loads(desk.get("/~desk/pictures")[1])["pictures"]]
    assert "pictures/millrace-park-lighting.svg" in names
    assert desk.get("/~desk/picture/pictures/millrace-park-lighting.svg")[0] == 200
    for name in ("../secret.yaml", "council.yaml", "pictures/credits.yaml", "/etc/passwd"):
        assert desk.get(f"/~desk/picture/{name}")[0] == 404
    png = _png()
    sent = {"Content_Type": "application/octet-stream"}
    status, said = desk.post("upload", png, name="Our Depot.PNG", **sent)
    assert (status, said["name"]) == (201, "pictures/our-depot.png")
    assert (desk.content / said["name"]).read_bytes() == png
    assert desk.post("upload", png, name="our-depot.png", **sent)[1]["name"] == said["name"]
    other = _png(3)
    assert desk.post("upload", other, name="our-depot.png", **sent)[1]["name"] == (
        "pictures/our-depot-2.png"
    )
    assert desk.post("upload", b"MZ not a picture", name="a.png", **sent)[0] == 415
    assert desk.post("upload", png, name="a.exe", **sent)[0] == 415
    assert desk.post("upload", png, name="a.png", Origin="https://elsewhere.example")[0] == 403
    for each in ("our-depot.png", "our-depot-2.png"):
        (desk.content / "pictures" / each).unlink()


def _png(size: int = 2) -> bytes:
    import io

    from PIL import Image

    file = io.BytesIO()
    Image.new("RGB", (size, size), "teal").save(file, "PNG")
    return file.getvalue()


KEY = "a-key-that-nobody-guesses"
PAGES = ("", f"edit/{NAME}", f"state/{NAME}", "pictures", "own/desk.js", f"preview/{NAME}/~/x")


class Network(Desk):
    """A server that other machines may reach."""

    def __init__(
        self, content: Path, *, key: str | None = KEY, audience: Audience = Audience.PRESENTER
    ) -> None:
        super().__init__(content)
        self.live.request = replace(self.live.request, audience=audience)
        self.event_hub, self.gatherer, self.server = running.assemble(
            self.live,
            self.event_hub.update,
            "0.0.0.0",  # noqa: S104  # only said
            self.port,
            key=key,
        )
        self.threads = (
            threading.Thread(target=self.server.run, kwargs={"sockets": [self.socket]}),
            threading.Thread(target=running.watch, args=(self.event_hub, self.gatherer, self.note)),
        )

    @property
    def cookie(self) -> str:
        return f"csp-slides-{self.port}={KEY}"


@pytest.fixture(scope="module")
def network_content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    content = tmp_path_factory.mktemp("network") / "content"
    (content / "sections").mkdir(parents=True)
    (content / "council.yaml").write_text("kind: council\nname: Alderbrook\n", encoding="utf-8")
    (content / NAME).write_text(WASTE, encoding="utf-8")
    return content


@pytest.fixture(scope="module")
def network(network_content: Path) -> Iterator[Network]:
    with Network(network_content) as made:
        yield made


def test_with_the_key_the_desk_is_open_beyond_this_machine(network: Network) -> None:
    network.begin()
    status, _, headers = network.get(f"/~desk/edit/{NAME}?key={KEY}")
    assert (status, headers["Location"]) == (303, f"/~desk/edit/{NAME}")
    cookie = headers["Set-Cookie"].partition(";")[0]
    assert cookie == network.cookie
    assert b"/~desk/" in network.get("/~live/state", Cookie=cookie)[1]
    page = LexborHTMLParser(network.get(headers["Location"], Cookie=cookie)[1].decode())
    version = page.css("main")[0].attributes["data-version"]
    sent = {"version": version, "saved": WASTE, "text": WASTE, "values": values(title="Rubbish")}
    assert network.post("save", sent, Cookie=cookie)[0] == 200
    assert "title: Rubbish" in network.text()
    large = b"x" * 5_000_000  # a telephone's photograph passes the guard, to be looked at
    told = {"Content_Type": "application/octet-stream", "Cookie": cookie}
    assert network.post("upload", large, name="a.png", **told)[0] == 415


@pytest.mark.parametrize("cookie", ["", "csp-slides=guessed", f"csp-slides-1={KEY}"])
def test_without_the_key_a_neighbour_reads_and_writes_nothing(
    network: Network, cookie: str
) -> None:
    network.begin()
    for each in PAGES:
        status, body, _ = network.get(f"/~desk/{each}", Cookie=cookie)
        assert status == 403, each
        assert b"Waste" not in body
    sent = {"version": "", "saved": WASTE, "text": WASTE, "values": values(title="zq")}
    for action in ("save", "undo", "show", "form", "upload"):
        assert network.post(action, sent, Cookie=cookie)[0] == 403, action
    assert network.post("new", {"title": "Parks"}, name=None, Cookie=cookie)[0] == 403
    assert network.text() == WASTE
    assert [each.name for each in network.file.parent.iterdir()] == [network.file.name]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": ""},
        {"Origin": "null"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Content_Type": "text/plain"},
        {"Content_Type": "multipart/form-data"},
        {"Host": "elsewhere.example"},
        {"Host": "elsewhere.example", "Origin": "http://elsewhere.example"},
    ],
)
def test_another_site_can_not_use_the_key_of_a_reader(
    network: Network, headers: dict[str, str]
) -> None:
    network.begin()
    sent = {"version": "", "saved": WASTE, "text": WASTE, "values": values(title="zq")}
    for action in ("save", "undo"):
        status, _ = network.post(action, sent, Cookie=network.cookie, **headers)
        assert status in {403, 415}, action
    assert network.text() == WASTE


@pytest.mark.parametrize(
    ("key", "audience"),
    [(None, Audience.PRESENTER), (KEY, Audience.MEMBERS), (KEY, Audience.PUBLIC)],
)
def test_who_may_not_read_everything_has_no_desk(
    network_content: Path, key: str | None, audience: Audience
) -> None:
    with Network(network_content, key=key, audience=audience) as network:
        network.begin()
        assert network.get("/~live/state", Cookie=network.cookie)[0] == 200
        assert b"~desk" not in network.get("/~live/state", Cookie=network.cookie)[1]
        for path in PAGES:
            status, body, _ = network.get(f"/~desk/{path}", Cookie=network.cookie)
            assert status in {404, 503}  # where there is no deck, the status page
            assert b"desk" not in body
        sent = {"text": WASTE, "saved": WASTE, "version": ""}
        assert network.post("save", sent, Cookie=network.cookie)[0] in {404, 405}
        assert network.text() == WASTE
