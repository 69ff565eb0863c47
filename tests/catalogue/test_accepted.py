from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from writing import CHECKS, EXERCISE, write_exercise

from grader.catalogue import load_exercise
from grader.catalogue.accepted import Accepted, cache_folder, ticket
from grader.errors import CatalogueError

LOAD = """
import sys
from pathlib import Path
from grader.catalogue import load_exercise
load_exercise(Path(sys.argv[1]))
print("pydantic" in sys.modules)
"""


def loads_pydantic(path: Path, cache: Path) -> bool:
    done = subprocess.run(
        [sys.executable, "-c", LOAD, str(path)],
        env={"GRADER_CACHE": str(cache)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip() == "True"


def test_what_was_accepted_is_not_validated_again(tmp_path: Path) -> None:
    path, cache = write_exercise(tmp_path), tmp_path / "cache"
    assert loads_pydantic(path, cache)
    assert not loads_pydantic(path, cache)
    write_exercise(tmp_path, EXERCISE + "# changed\n")
    assert loads_pydantic(path, cache)


def test_what_was_accepted_loads_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADER_CACHE", str(tmp_path / "cache"))
    path = write_exercise(tmp_path)
    assert load_exercise(path) == load_exercise(path)


def test_a_mistake_is_never_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADER_CACHE", str(tmp_path / "cache"))
    path = write_exercise(tmp_path, EXERCISE, CHECKS.replace("test_returns_the_value", "other"))
    for _ in range(2):
        with pytest.raises(CatalogueError):
            load_exercise(path)
    assert not (tmp_path / "cache").exists()


def test_a_ticket_names_place_and_content(tmp_path: Path) -> None:
    one = ticket(tmp_path / "a" / "x.yaml", "sha256:1")
    assert one == ticket(tmp_path / "b" / ".." / "a" / "x.yaml", "sha256:1")
    others = {ticket(tmp_path / "a" / "y.yaml", "sha256:1"), ticket(tmp_path / "c" / "x.yaml", "sha256:1")}
    assert one not in others | {ticket(tmp_path / "a" / "x.yaml", "sha256:2")}


def test_tickets_are_kept(tmp_path: Path) -> None:
    kept = Accepted(tmp_path / "folder" / "file")
    assert "one" not in kept
    kept.add("one")
    kept.add("two")
    assert "one" in kept
    assert "two" in kept
    assert "on" not in kept


def test_a_file_that_grew_too_long_begins_anew(tmp_path: Path) -> None:
    kept = Accepted(tmp_path / "file")
    (tmp_path / "file").write_text("x\n" * 200_000)
    kept.add("one")
    assert (tmp_path / "file").read_text() == "one\n"


def test_without_a_usable_cache_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "binary").write_bytes(b"\xff")
    for kept in (Accepted(None), Accepted(tmp_path / "file" / "below"), Accepted(tmp_path)):
        kept.add("one")
        assert "one" not in kept
    assert "one" not in Accepted(tmp_path / "binary")


@pytest.mark.parametrize(
    ("platform", "environ", "folder"),
    [
        ("linux", {"HOME": "/h"}, "/h/.cache/asyncio-grader"),
        ("linux", {"HOME": "/h", "XDG_CACHE_HOME": "/c"}, "/c/asyncio-grader"),
        ("linux", {"HOME": "/h", "XDG_CACHE_HOME": "relative"}, None),
        ("darwin", {"HOME": "/h"}, "/h/Library/Caches/asyncio-grader"),
        ("win32", {"LOCALAPPDATA": "/l", "USERPROFILE": "/u"}, "/l/asyncio-grader"),
        ("linux", {"GRADER_CACHE": "/g"}, "/g"),
        ("linux", {"HOME": "/h", "GRADER_CACHE": ""}, None),
        ("linux", {}, None),
    ],
)
def test_the_cache_folder(
    monkeypatch: pytest.MonkeyPatch, platform: str, environ: dict[str, str], folder: str | None
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert cache_folder(environ) == (Path(folder) if folder is not None else None)
