from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from csp_slides.load.content_folder import ContentFolder

NEAR = PurePosixPath("decks/night/deck.yaml")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in (
        "content/council.yaml",
        "content/decks/night/deck.yaml",
        "content/decks/night/beside.png",
        "content/pictures/park, 100%.png",
        "content/.hidden/secret.yaml",
        "content/README.md",
        "content/sections/waste.yaml",
        "outside.png",
        "shipped/dusk.svg",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return tmp_path


@pytest.fixture
def folder(root: Path) -> ContentFolder:
    return ContentFolder.open(root / "content", shipped=root / "shipped")


def test_texts_are_sorted_without_hidden_files_and_readme(folder: ContentFolder) -> None:
    assert folder.texts() == ("council.yaml", "decks/night/deck.yaml", "sections/waste.yaml")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("beside.png", "decks/night/beside.png"),
        ("./beside.png", "decks/night/beside.png"),
        ("../night/beside.png", "decks/night/beside.png"),
        ("pictures/park, 100%.png", "pictures/park, 100%.png"),
        ("pictures/park,%20100%25.png?v=2#x", "pictures/park, 100%.png"),
        ("backgrounds/dusk.svg", "backgrounds/dusk.svg"),
        ("./backgrounds/dusk.svg", "backgrounds/dusk.svg"),
        ("nowhere.png", None),
        ("../../../outside.png", None),
        ("/etc/hostname", None),
        ("/pictures/park, 100%.png", "pictures/park, 100%.png"),
        ("decks", None),
    ],
)
def test_a_name_is_found_beside_the_file_in_the_content_or_shipped(
    folder: ContentFolder, name: str, found: str | None
) -> None:
    assert folder.find(name, NEAR) == found


def test_what_is_found_can_be_read(folder: ContentFolder) -> None:
    found = folder.find("backgrounds/dusk.svg", NEAR)
    assert found is not None
    assert folder.read_bytes(found) == b"shipped/dusk.svg"


@pytest.mark.parametrize("name", ["../../../outside.png", "/../outside.png", "..\\..\\x.png"])
def test_a_name_that_leaves_the_content_is_said_to_be_outside(
    folder: ContentFolder, name: str
) -> None:
    assert folder.outside(name, NEAR)


def test_a_missing_name_is_not_outside(folder: ContentFolder) -> None:
    assert not folder.outside("nowhere.png", NEAR)


def test_a_link_out_of_the_content_is_not_followed(root: Path, folder: ContentFolder) -> None:
    (root / "content" / "link.png").symlink_to(root / "outside.png")
    (root / "content" / "link.yaml").symlink_to(root / "outside.png")
    assert folder.find("link.png", NEAR) is None
    assert "link.yaml" not in folder.texts()


def test_one_file_is_built_with_the_content_set_it_belongs_to(root: Path) -> None:
    path = root / "content/decks/night/deck.yaml"
    folder = ContentFolder.open(path, shipped=root / "shipped")
    assert folder.root == (root / "content").resolve()
    assert folder.only_inside == "decks/night/deck.yaml"
    assert "sections/waste.yaml" in folder.texts()


def test_one_file_without_a_content_set_is_all_there_is(root: Path) -> None:
    (root / "alone.md").write_text("# A", encoding="utf-8")
    folder = ContentFolder.open(root / "alone.md", shipped=root / "shipped")
    assert folder.texts() == ("alone.md",)


def test_a_file_that_is_not_there_is_an_error(root: Path) -> None:
    with pytest.raises(FileNotFoundError):
        ContentFolder.open(root / "none", shipped=root / "shipped")


def test_it_remembers_what_was_asked_for(root: Path, folder: ContentFolder) -> None:
    folder.find("nowhere.png", NEAR)
    assert (root / "content/decks/night/nowhere.png").resolve() in folder.asked


def test_a_file_is_called_as_it_was_typed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    folder = ContentFolder.open(Path("content/decks/night/deck.yaml"), shipped=root / "shipped")
    assert str(folder.shown / "decks/night/deck.yaml") == "content/decks/night/deck.yaml"
    monkeypatch.chdir(root / "content" / "decks")
    inner = ContentFolder.open(Path("night/deck.yaml"), shipped=root / "shipped")
    assert inner.root == (root / "content").resolve()


@pytest.mark.parametrize("marker", ["reveal-md.json", "reveal.json5", "mkslides.yml"])
def test_a_deck_is_opened_where_its_own_tool_is_started(tmp_path: Path, marker: str) -> None:
    deck = tmp_path / "talks" / "spring" / "deck.md"
    deck.parent.mkdir(parents=True)
    deck.write_text("# A", encoding="utf-8")
    (tmp_path / "style.css").write_text("", encoding="utf-8")
    (tmp_path / marker).write_text("{}", encoding="utf-8")
    folder = ContentFolder.open(deck, shipped=tmp_path / "shipped")
    assert folder.texts() == ("talks/spring/deck.md",)
    near = PurePosixPath("talks/spring/deck.md")
    assert folder.find("style.css", near) == "style.css"
    assert folder.find(marker, near) == marker


def test_a_deck_is_never_opened_above_its_own_repository(tmp_path: Path) -> None:
    deck = tmp_path / "talks" / "deck.md"
    (tmp_path / "talks" / ".git").mkdir(parents=True)
    deck.write_text("# A", encoding="utf-8")
    (tmp_path / "reveal-md.json").write_text("{}", encoding="utf-8")
    folder = ContentFolder.open(deck, shipped=tmp_path / "shipped")
    assert folder.texts() == ("deck.md",)
    assert folder.outside("../reveal-md.json", PurePosixPath("deck.md"))


def test_a_name_that_no_disk_can_have_is_of_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("kind: section\n", encoding="utf-8")
    folder = ContentFolder.open(tmp_path, shipped=tmp_path / "shipped")
    for name in ("a" * 300, "b/" * 3000, "c" * 5000 + ".png", "d\0.png"):
        assert folder.find(name, PurePosixPath("a.yaml")) is None
