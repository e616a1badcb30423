from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest

from csp_slides.content.audience import Audience
from csp_slides.core.artifact import Artifact
from csp_slides.core.diagnostics import CommandError, ToolError
from csp_slides.model.catalogue import DocumentSummary
from csp_slides.site.writer import make_manifest, write
from csp_slides.site.writer.exchange import exchange, held, move_aside
from csp_slides.site.writer.staging import Staging, recover

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.site.writer import Written


def site(**files: str) -> tuple[Artifact, ...]:
    """Make artifacts; `deck__index` stands for `deck/index.html`."""
    return tuple(
        Artifact(path=PurePosixPath(name.replace("__", "/") + ".html"), content=text.encode())
        for name, text in files.items()
    )


def put(target: Path, **files: str) -> Written:
    artifacts = site(**files)
    return write(artifacts, target, make_manifest(Audience.PUBLIC, (), artifacts))


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }


def beside(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir() if path != target)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def umask() -> Iterator[None]:
    before = os.umask(0o027)
    yield
    os.umask(before)


# ------------------------------------------------------------------ the manifest


def test_manifest_lists_documents_and_files_but_not_itself() -> None:
    document = DocumentSummary(
        source="decks/a.yaml",
        slug="a",
        kind="deck",
        title="Caf\N{LATIN SMALL LETTER E WITH ACUTE}",
        stacks=8,
        slides=18,
        words=2167,
        minutes=16.7,
        outputs=(PurePosixPath("a/report.html"), PurePosixPath("a/index.html")),
    )
    searched = ("withheld words", "addresses on other sites")
    read = json.loads(make_manifest(Audience.MEMBERS, [document], site(a__index="x"), searched))
    listing = f"{read['files']['a/index.html']}  a/index.html\n"
    assert read == {
        "schema": 1,
        "audience": "members",
        "documents": [
            {
                "source": "decks/a.yaml",
                "slug": "a",
                "kind": "deck",
                "title": "Café",
                "stacks": 8,
                "slides": 18,
                "words": 2167,
                "minutes": 16.7,
                "outputs": ["a/index.html", "a/report.html"],
            }
        ],
        "files": {
            "a/index.html": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
        },
        "verified": {
            "none_found": ["withheld words", "addresses on other sites"],
            "sha256": hashlib.sha256(listing.encode()).hexdigest(),
        },
    }


def test_manifest_is_the_same_whatever_the_order() -> None:
    one, other = site(a="1", b="2"), tuple(reversed(site(a="1", b="2")))
    assert make_manifest(Audience.PUBLIC, (), one) == make_manifest(Audience.PUBLIC, (), other)


# ---------------------------------------------------------------- what is written


def test_new_folder_holds_the_site_and_nothing_stands_beside_it(target: Path) -> None:
    written = put(target, index="home", deck__index="deck")
    assert contents(target) == {"index.html": "home", "deck/index.html": "deck"}
    assert (written.written, written.unchanged, written.removed) == (3, 0, 0)
    assert beside(target) == []


def test_empty_folder_is_taken(target: Path) -> None:
    target.mkdir()
    put(target, index="home")
    assert contents(target) == {"index.html": "home"}


def test_folders_above_are_made(tmp_path: Path) -> None:
    put(tmp_path / "a" / "b" / "site", index="home")
    assert contents(tmp_path / "a" / "b" / "site") == {"index.html": "home"}


def test_same_site_is_not_touched(target: Path) -> None:
    put(target, index="home", deck__index="deck")
    before = [(path, path.lstat()) for path in (target, *sorted(target.rglob("*")))]
    written = put(target, index="home", deck__index="deck")
    after = [(path, path.lstat()) for path in (target, *sorted(target.rglob("*")))]
    assert [(path, s.st_ino, s.st_mtime_ns, s.st_ctime_ns) for path, s in before] == [
        (path, s.st_ino, s.st_mtime_ns, s.st_ctime_ns) for path, s in after
    ]
    assert written.written == 0


def test_unchanged_files_keep_their_times(target: Path) -> None:
    put(target, index="home", deck__index="deck")
    os.utime(target / "index.html", ns=(1, 1))
    put(target, index="home", deck__index="a new deck")
    assert (target / "index.html").stat().st_mtime_ns == 1
    assert contents(target)["deck/index.html"] == "a new deck"


def test_file_that_is_no_longer_made_goes_with_its_folder(target: Path) -> None:
    put(target, index="home", old__index="old")
    written = put(target, index="home")
    assert contents(target) == {"index.html": "home"}
    assert not (target / "old").exists()
    assert written.removed == 1


def test_file_that_somebody_changed_is_put_right(target: Path) -> None:
    put(target, index="home")
    (target / "index.html").write_text("defaced", encoding="utf-8")
    put(target, index="home")
    assert contents(target) == {"index.html": "home"}


def test_file_that_somebody_deleted_is_put_back(target: Path) -> None:
    put(target, index="home")
    (target / "index.html").unlink()
    put(target, index="home")
    assert contents(target) == {"index.html": "home"}


def test_link_in_place_of_our_file_is_replaced_and_not_followed(target: Path) -> None:
    put(target, index="home")
    elsewhere = target.parent / "elsewhere.html"
    elsewhere.write_text("home", encoding="utf-8")
    (target / "index.html").unlink()
    (target / "index.html").symlink_to(elsewhere)
    put(target, index="new")
    assert not (target / "index.html").is_symlink()
    assert elsewhere.read_text(encoding="utf-8") == "home"


@pytest.mark.usefixtures("umask")
def test_rights_follow_the_umask(target: Path) -> None:
    put(target, deck__index="deck")
    assert (target / "deck/index.html").stat().st_mode & 0o777 == 0o640
    assert (target / "deck").stat().st_mode & 0o777 == 0o750
    assert target.stat().st_mode & 0o777 == 0o750


def test_rights_of_a_folder_stay(target: Path) -> None:
    put(target, deck__index="deck")
    target.chmod(0o711)
    (target / "deck").chmod(0o705)
    put(target, deck__index="new")
    assert target.stat().st_mode & 0o777 == 0o711
    assert (target / "deck").stat().st_mode & 0o777 == 0o705


def test_two_different_files_of_one_path_are_a_fault_of_ours(target: Path) -> None:
    with pytest.raises(ValueError, match="two artifacts"):
        write((*site(a="1"), *site(a="2")), target, b"{}")


@pytest.mark.parametrize("path", ["../out.html", "/out.html", "a/../../out.html"])
def test_no_file_can_leave_the_site(target: Path, path: str) -> None:
    with pytest.raises(ValueError, match="leave the site"):
        write([Artifact(path=PurePosixPath(path), content=b"")], target, b"{}")
    assert not target.exists()


# ----------------------------------------------------------- what is not ours


def test_foreign_files_folders_and_links_stay(target: Path) -> None:
    put(target, index="home", deck__index="deck")
    (target / "CNAME").write_text("slides.example", encoding="utf-8")
    (target / ".git" / "objects").mkdir(parents=True)
    (target / ".git" / "HEAD").write_text("ref", encoding="utf-8")
    (target / "deck" / "own.txt").write_text("own", encoding="utf-8")
    (target / "shared").symlink_to("/nowhere")
    kept = (target / "CNAME").stat().st_ino
    put(target, index="new")
    assert contents(target) == {
        ".git/HEAD": "ref",
        "CNAME": "slides.example",
        "deck/own.txt": "own",
        "index.html": "new",
    }
    assert (target / ".git" / "objects").is_dir()
    assert os.readlink(target / "shared") == "/nowhere"  # noqa: PTH115  # the link's own text
    assert (target / "CNAME").stat().st_ino == kept


def test_folder_that_a_foreign_link_leads_to_is_not_entered(target: Path) -> None:
    outside = target.parent / "outside"
    outside.mkdir()
    (outside / "file").write_text("theirs", encoding="utf-8")
    put(target, index="home")
    (target / "linked").symlink_to(outside)
    put(target, index="new")
    assert (outside / "file").read_text(encoding="utf-8") == "theirs"
    assert (target / "linked").is_symlink()


def test_foreign_file_in_our_way_is_refused(target: Path) -> None:
    put(target, index="home")
    (target / "robots.html").write_text("theirs", encoding="utf-8")
    with pytest.raises(CommandError, match=r"robots\.html' wasn't put there"):
        put(target, index="home", robots="ours")
    assert contents(target) == {"index.html": "home", "robots.html": "theirs"}
    assert beside(target) == []


def test_foreign_file_where_a_folder_must_be_is_refused(target: Path) -> None:
    put(target, index="home")
    (target / "deck").write_text("theirs", encoding="utf-8")
    with pytest.raises(CommandError, match=r"deck' wasn't put there"):
        put(target, deck__index="ours")
    assert (target / "deck").read_text(encoding="utf-8") == "theirs"


def test_link_to_a_folder_is_refused(tmp_path: Path, target: Path) -> None:
    (tmp_path / "real").mkdir()
    target.symlink_to(tmp_path / "real")
    with pytest.raises(CommandError, match="is a link to another folder"):
        put(target, index="home")
    assert list((tmp_path / "real").iterdir()) == []
    assert target.is_symlink()


def test_file_is_refused(target: Path) -> None:
    target.write_text("theirs", encoding="utf-8")
    with pytest.raises(CommandError, match="is a file"):
        put(target, index="home")
    assert target.read_text(encoding="utf-8") == "theirs"


@pytest.mark.parametrize(
    "listing",
    [
        None,
        "not json",
        "[]",
        '{"name": "A web app", "start_url": "/"}',
        '{"schema": 1, "files": ["a"], "documents": []}',
        "[" * 100_000,
    ],
)
def test_somebody_elses_folder_is_refused(target: Path, listing: str | None) -> None:
    target.mkdir()
    (target / "thesis.txt").write_text("theirs", encoding="utf-8")
    if listing is not None:
        (target / "manifest.json").write_text(listing, encoding="utf-8")
    with pytest.raises(CommandError, match=r"aren't a site built by"):
        put(target, index="home")
    assert contents(target) == {"thesis.txt": "theirs"}
    assert beside(target) == []


def test_listing_that_is_only_a_link_is_refused(tmp_path: Path, target: Path) -> None:
    put(tmp_path / "other", index="home")
    target.mkdir()
    (target / "manifest.json").symlink_to(tmp_path / "other" / "manifest.json")
    with pytest.raises(CommandError, match=r"aren't a site built by"):
        put(target, index="home")


def test_top_of_the_disk_is_refused() -> None:
    with pytest.raises(CommandError, match="top of the disk"):
        put(Path("/"), index="home")


def test_file_above_the_site_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("theirs", encoding="utf-8")
    with pytest.raises(ToolError, match="in its path is a file"):
        put(tmp_path / "file" / "site", index="home")


# ------------------------------------------------------------- killed builds


def test_folder_moves_aside_where_two_names_cannot_be_exchanged(tmp_path: Path) -> None:
    staged, target, aside = (tmp_path / name for name in ("staged", "target", "aside"))
    staged.mkdir()
    target.mkdir()
    (staged / "new").touch()
    (target / "old").touch()
    assert move_aside(staged, target, aside) == aside
    assert (target / "new").exists()
    assert (aside / "old").exists()


def test_folder_moves_back_when_the_new_one_cannot_come(tmp_path: Path) -> None:
    target, aside = tmp_path / "target", tmp_path / "aside"
    target.mkdir()
    (target / "old").touch()
    with pytest.raises(FileNotFoundError):
        move_aside(tmp_path / "absent", target, aside)
    assert (target / "old").exists()
    assert not aside.exists()


def test_exchange_leaves_the_old_folder_where_the_new_one_was(tmp_path: Path) -> None:
    staged, target = tmp_path / "staged", tmp_path / "target"
    staged.mkdir()
    target.mkdir()
    (staged / "new").touch()
    (target / "old").touch()
    place = exchange(staged, target, tmp_path / "aside")
    assert (target / "new").exists()
    assert place is not None
    assert (place / "old").exists()


def test_killed_between_two_moves_the_old_site_comes_back(target: Path) -> None:
    put(target, index="home")
    staging = Staging.begin(target)
    target.rename(staging.old)
    put(target, index="home", more="more")
    assert contents(target) == {"index.html": "home", "more.html": "more"}
    assert beside(target) == []


def test_killed_before_the_exchange_leaves_nothing(target: Path) -> None:
    put(target, index="home")
    (target / "own.txt").write_text("own", encoding="utf-8")
    staging = Staging.begin(target)
    (staging.new / "half.html").write_text("half", encoding="utf-8")
    recover(target)
    assert contents(target) == {"index.html": "home", "own.txt": "own"}
    assert beside(target) == []


def test_killed_after_the_exchange_loses_no_foreign_file(target: Path) -> None:
    put(target, index="home")
    staging = Staging.begin(target)
    put(staging.new.with_name("next"), index="next")
    staging.new.rmdir()
    target.rename(staging.new)
    staging.new.with_name("next").rename(target)
    (staging.new / "late.txt").write_text("put there during the build", encoding="utf-8")
    recover(target)
    assert contents(target) == {
        "index.html": "next",
        "late.txt": "put there during the build",
    }
    assert beside(target) == []


def test_folder_of_a_like_name_is_nobody_elses_to_delete(target: Path) -> None:
    lookalike = target.parent / ".site.new-mine"
    lookalike.mkdir()
    (lookalike / "work").write_text("theirs", encoding="utf-8")
    put(target, index="home")
    assert (lookalike / "work").read_text(encoding="utf-8") == "theirs"


def test_leftovers_of_another_site_are_left(tmp_path: Path, target: Path) -> None:
    other = Staging.begin(tmp_path / "site2")
    put(target, index="home")
    assert other.new.is_dir()


def test_second_build_is_told_of_the_first(target: Path) -> None:
    with (
        held(target.parent / ".site.lock", 0),
        pytest.raises(ToolError, match="another build"),
    ):
        write(site(index="home"), target, b"{}", patience=0)
    assert not target.exists()


def test_lock_goes_with_its_file(tmp_path: Path) -> None:
    with held(tmp_path / "lock", 0):
        assert (tmp_path / "lock").exists()
    assert list(tmp_path.iterdir()) == []
