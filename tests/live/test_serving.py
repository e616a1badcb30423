"""The live server reads nothing for strangers, says what changed, and lives through anything."""

from __future__ import annotations

import http.client
import json
import os
import random
import shutil
import socket
import threading
import time
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")

from csp_slides.core.artifact import Artifact
from csp_slides.core.diagnostics import CommandError
from csp_slides.pipeline.build import render
from csp_slides.pipeline.options import Request
from csp_slides.serve import running
from csp_slides.serve.patches import version_of
from csp_slides.serve.rebuild import Live, Update
from csp_slides.serve.rebuild_loop import Turn
from tests.waiting import PATIENCE, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

EXAMPLE = Path(__file__).parents[2] / "content"
POLICY = ("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'self'")


class Running:
    """A server in a thread of the test's process."""

    def __init__(self, content: Path) -> None:
        self.content = content
        asked = Request.of(content, audience="presenter", formats=["deck"])
        self.request = replace(asked, verified=False)
        self.live = Live(self.request)
        self.turns: list[Turn] = []
        self.socket = running.open_port("127.0.0.1", 0)
        self.port = int(self.socket.getsockname()[1])
        first = self.live.begin()
        self.event_hub, self.gatherer, self.server = running.assemble(
            self.live, first, "127.0.0.1", self.port
        )
        self.threads = (
            threading.Thread(target=self.server.run, kwargs={"sockets": [self.socket]}),
            threading.Thread(target=running.watch, args=(self.event_hub, self.gatherer, self.note)),
        )

    def note(self, turn: Turn) -> None:
        self.turns.append(turn)

    def __enter__(self) -> Self:
        for thread in self.threads:
            thread.start()
        until(lambda: self.server.started)
        return self

    def __exit__(self, *_: object) -> None:
        self.gatherer.close()
        self.server.handle_exit(2, None)
        for thread in self.threads:
            thread.join(timeout=PATIENCE)
            assert not thread.is_alive()

    def get(self, path: str, **headers: str) -> tuple[int, bytes, http.client.HTTPMessage]:
        """Ask for an address exactly as it is written."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.putrequest("GET", path, skip_host="Host" in headers)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, answer.read(), answer.headers
        finally:
            connection.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    content = Path(shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("served") / "content"))
    (content.parent / "secret.txt").write_text("zqsecret", encoding="utf-8")
    with Running(content) as made:
        yield made


def test_every_answer_has_the_policy_and_may_not_be_kept(served: Running) -> None:
    for path in ("/", "/safer-streets/index.html", "/nothing", "/~live/live.js", "/~live/state"):
        _status, _body, headers = served.get(path)
        assert headers["Cache-Control"] == "no-store"
        assert all(part in headers["Content-Security-Policy"] for part in POLICY)
        assert "unsafe" not in headers["Content-Security-Policy"]


def test_a_page_is_the_built_one_with_one_line_more(served: Running) -> None:
    built = {str(each.path): each.content for each in render(served.request).artifacts}
    _status, body, _headers = served.get("/safer-streets/index.html")
    lines = body.splitlines()
    assert [line for line in lines if b"/~live/" not in line] == (
        built["safer-streets/index.html"].splitlines()
    )
    style = next(path for path in built if path.endswith(".css"))
    assert served.get(f"/{style}")[1] == built[style]


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/%252e%252e%252fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/assets/../../secret.txt",
        "/assets/%c0%ae%c0%ae/secret.txt",
        "/%uff0e%uff0e/secret.txt",
        "//secret.txt",
        "/./../secret.txt",
        "/~live/../../secret.txt",
        "/~live/..%2f..%2fsecret.txt",
        "/council.yaml",
        "/content/council.yaml",
        "/decks/safer-streets.md",
        "/secret.txt%00.html",
        "/file:///etc/passwd",
        "/etc/passwd",
    ],
)
def test_no_address_leads_out_of_the_site(served: Running, path: str) -> None:
    status, body, _headers = served.get(path)
    assert status in {400, 404}
    assert b"zqsecret" not in body
    assert b"root:" not in body
    assert b"kind:" not in body


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example:{port}"},
        {"Host": "127.0.0.1"},
        {"Host": "10.0.0.1:{port}"},
        {"Host": ""},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
@pytest.mark.parametrize("path", ["/", "/safer-streets/speaker.html", "/~live/state.json"])
def test_a_stranger_reads_nothing(served: Running, path: str, headers: dict[str, str]) -> None:
    asked = {name: value.format(port=served.port) for name, value in headers.items()}
    status, body, _headers = served.get(path, **asked)
    assert status == 403
    assert body == b"403: unknown host name\n"


def test_the_loopback_names_are_let_in(served: Running) -> None:
    for name in ("127.0.0.1", "localhost", "LOCALHOST", "[::1]"):
        assert served.get("/", Host=f"{name}:{served.port}")[0] == 200


def test_a_run_is_saved_beside_its_deck_and_nowhere_else(served: Running) -> None:
    def post(slug: str, body: bytes) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE)
        connection.request("POST", f"/~live/rehearsal/{slug}", body=body)
        status = connection.getresponse().status
        connection.close()
        return status

    run = json.dumps({"schema": 1, "slug": "safer-streets", "seconds": 60, "slides": []}).encode()
    before = {path for path in served.content.parent.rglob("*") if path.is_file()}
    assert post("..%2f..%2fsecret", run) in {404, 405, 422}
    assert post("safer-streets", b"no run") == 422
    assert post("scrutiny-2027-02-04", run) == 422
    assert post("safer-streets", run + b" " * 2_000_000) == 413
    assert {path for path in served.content.parent.rglob("*") if path.is_file()} == before
    assert post("safer-streets", run) == 200
    saved = served.content / "decks" / "rehearsal-safer-streets.json"
    assert saved.read_bytes() == run
    saved.unlink()


def test_a_port_that_is_taken_is_said_in_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(CommandError) as error:
        running.open_port("127.0.0.1", taken.getsockname()[1])
    assert "is using port" in str(error.value)


class Listener(threading.Thread):
    """A browser's event stream, read until it ends."""

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self.messages: list[dict[str, object]] = []
        self._connection = http.client.HTTPConnection("127.0.0.1", port)
        self._connection.request("GET", "/~live/events")
        self._answer = self._connection.getresponse()
        assert self._answer.status == 200

    def hear(self) -> None:
        """Begin to read, and wait for the first word, before which changes pass it by."""
        self.start()
        until(lambda: bool(self.messages))

    def run(self) -> None:
        try:
            for line in self._answer:
                if line.startswith(b"data: "):
                    self.messages.append(json.loads(line.removeprefix(b"data: ")))
        finally:
            self._answer.close()
            self._connection.close()


def test_a_large_film_is_sent_from_the_disk(tmp_path: Path) -> None:
    film = b"\0\0\0\x0cftypisom" + (2_000_008).to_bytes(4) + b"mdat" + bytes(2_000_000)
    (tmp_path / "film.mp4").write_bytes(film)
    (tmp_path / "d.md").write_text("<video src='film.mp4' controls></video>\n", encoding="utf-8")
    with Running(tmp_path) as made:
        (path,) = made.live.stored
        assert path not in made.live.files
        status, body, headers = made.get(f"/{path}")
        assert (status, body) == (200, film)
        assert headers["Content-Type"] == "video/mp4"
        assert headers["Content-Length"] == str(len(film))
        (tmp_path / "secret").write_bytes(b"zqsecret" * 400_000)
        (tmp_path / "film.mp4").unlink()
        (tmp_path / "film.mp4").symlink_to("secret")
        with suppress(http.client.HTTPException, OSError):
            assert b"zqsecret" not in made.get(f"/{path}")[1]


def test_the_slides_that_changed_are_sent_before_the_rest_of_the_site_is_built(
    served: Running,
) -> None:
    listener = Listener(served.port)
    listener.hear()
    file = served.content / "decks" / "safer-streets.md"
    sound = file.read_text(encoding="utf-8")
    page = "safer-streets/index.html"
    before = served.get(f"/{page}")[1]
    # A file that is read half written has fewer slides, and then whole pages are sent.
    draft = served.content.parent / "draft.md"
    draft.write_text(sound.replace("# Safer streets", "# Zq streets", 1), encoding="utf-8")
    draft.replace(file)
    until(lambda: any("slides" in message for message in listener.messages))
    ahead = next(message for message in listener.messages if "slides" in message)
    assert ahead["page"] == page
    until(lambda: "pages" in listener.messages[-1] and ahead in listener.messages)
    whole = listener.messages[-1]
    assert f'data-live-page="{ahead["before"]}"'.encode() in before
    assert ahead["after"] == whole["pages"][page]  # type: ignore[index]  # they are a mapping
    after = served.get(f"/{page}")[1]
    assert f'data-live-page="{ahead["after"]}"'.encode() in after
    for _number, slide in ahead["slides"]:  # type: ignore[attr-defined]  # they are pairs
        assert slide.encode() in after
        assert slide.encode() not in before
    number = served.event_hub.number
    file.write_text(sound, encoding="utf-8")
    until(lambda: served.event_hub.number > number)
    assert served.get(f"/{page}")[1] == before


def test_a_request_in_the_middle_of_a_change_gets_the_whole_of_it(served: Running) -> None:
    event_hub, path = served.event_hub, PurePosixPath("safer-streets/index.html")
    page = served.live.files[path]
    answers: list[tuple[int, bytes, http.client.HTTPMessage]] = []
    listener = Listener(served.port)
    listener.hear()
    changed = Artifact(path=path, content=page.replace(b"</section>", b"zq</section>", 1))
    tell = event_hub.send_ahead(changed)
    assert tell is not None
    tell()
    until(lambda: "slides" in listener.messages[-1])
    asking = threading.Thread(target=lambda: answers.append(served.get("/index.html")))
    asking.start()
    asking.join(timeout=0.3)
    assert asking.is_alive()
    # What was shown ahead did not come to be, so browsers are told which page there is.
    update = Update(
        built=event_hub.update.built, is_good=False, diagnostics=(), files=served.live.files
    )
    event_hub.publish(Turn(paths=frozenset(), update=update, seconds=0))
    asking.join(timeout=PATIENCE)
    assert answers[0][0] == 200
    until(lambda: "pages" in listener.messages[-1])
    assert listener.messages[-1]["pages"] == {str(path): version_of(page)}


def maltreat(file: Path, sound: bytes, chance: random.Random) -> None:
    """Do to a file what editors and officers do."""
    match chance.randrange(5):
        case 0:
            file.unlink(missing_ok=True)
        case 1:
            file.write_bytes(sound.replace(b"title:", b"tilte:", 1))
        case 2:
            draft = file.with_name(f"{file.name}.tmp~")
            draft.write_bytes(sound + f"\n# edit {chance.random()}\n".encode())
            draft.replace(file)
        case _:
            file.write_bytes(sound)


def soak(content: Path, edits: int, browsers: int, seed: int) -> None:
    """Edit, break, mend, rename, delete and restore; then compare with a fresh build."""
    chance = random.Random(seed)  # noqa: S311  # for a test
    with Running(content) as served:
        listeners = [Listener(served.port) for _ in range(browsers)]
        for listener in listeners:
            listener.hear()
        files = sorted(content.rglob("*.yaml")) + sorted(content.rglob("*.md"))
        sound = {file: file.read_bytes() for file in files}
        for _ in range(edits):
            file = chance.choice(files)
            maltreat(file, sound[file], chance)
            time.sleep(chance.random() * 0.06)
        for file, data in sound.items():
            file.write_bytes(data)
        last = files[0]
        last.write_bytes(sound[last] + b"\n# the last edit\n")
        expected = render(served.request).manifest
        until(lambda: _is_at(served, expected), "the last state was never reached")
        until(
            lambda: all(_is_told(listener, served.event_hub.number) for listener in listeners),
            "not every browser was told of the last state",
        )
        assert served.get("/")[0] == 200
        fresh = Live(served.request)
        fresh.begin()
        assert served.live.kept <= fresh.kept, "the memory holds one result for each step"
    for listener in listeners:
        listener.join(timeout=PATIENCE)
        assert not listener.is_alive(), "the end of the server ends every connection"


def _is_told(listener: Listener, number: int) -> bool:
    last = listener.messages[-1] if listener.messages else {}
    return last.get("number") == number and bool(last.get("good"))


def _is_at(served: Running, manifest: bytes) -> bool:
    update = served.event_hub.update
    return update.is_good and update.built is not None and update.built.manifest == manifest


@pytest.mark.slow
def test_it_lives_through_many_edits_while_browsers_listen(tmp_path: Path) -> None:
    soak(Path(shutil.copytree(EXAMPLE, tmp_path / "content")), edits=60, browsers=50, seed=1)


@pytest.mark.slow
@pytest.mark.skipif("SOAK" not in os.environ, reason="takes minutes; SOAK=1 asks for it")
def test_it_lives_through_five_hundred_edits(tmp_path: Path) -> None:
    soak(Path(shutil.copytree(EXAMPLE, tmp_path / "content")), edits=500, browsers=50, seed=2)


def test_each_save_is_told_by_its_file_and_by_what_it_did_to_the_site(tmp_path: Path) -> None:
    from csp_slides.cli.serve import told

    def line(*names: str, changed: int, is_good: bool = True) -> str:
        files = frozenset(PurePosixPath(f"{each}.html") for each in range(changed))
        update = Update(built=None, is_good=is_good, diagnostics=(), changed=files)
        paths = frozenset(tmp_path / name for name in names)
        return told(Turn(paths=paths, update=update, seconds=0.0631))

    assert line("waste.yaml", changed=12) == "waste.yaml: 12 files of the site updated, 63 ms"
    assert line("waste.yaml", changed=1) == "waste.yaml: 1 file of the site updated, 63 ms"
    assert line("b.yaml", "a.yaml", changed=0) == "a.yaml, b.yaml: no change to the site, 63 ms"
    assert line("a", "b", "c", "d", changed=0).startswith("4 files: ")
    assert line("a\x1b[31m.yaml", changed=0).startswith("a\N{REPLACEMENT CHARACTER}[31m.yaml: ")
    assert "last good site" in line("waste.yaml", changed=0, is_good=False)
