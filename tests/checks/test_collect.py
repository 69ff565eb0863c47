from __future__ import annotations

from pathlib import Path

import pytest
from check_fakes import HEAD_LINES, write_checks

from grader.checks.collect import load_checks
from grader.errors import CatalogueError


def problems(path: Path) -> list[tuple[int, int, str]]:
    with pytest.raises(CatalogueError) as caught:
        load_checks(path)
    assert {problem.path for problem in caught.value.problems} == {path}
    return [(problem.line - HEAD_LINES, problem.column, problem.message) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("def broken(:", (1, 12, "not Python: ")),
        ("import there_is_no_such_module", (1, 1, "the checks file cannot be loaded: ModuleNotFoundError: ")),
        ("x = 1\ndef f(): return 1 / 0\ny = f()", (2, 1, "the checks file cannot be loaded: ZeroDivisionError: ")),
        ("raise SystemExit", (1, 1, "the checks file cannot be loaded: SystemExit: ")),
        ("p = probe('a')", (1, 1, "the checks file cannot be loaded: RuntimeError: make probes inside a check")),
        ("def test_x(runn): pass", (1, 1, "test_x asks for 'runn', and there is no such fixture")),
        ("async def test_x(run): pass", (1, 1, "test_x is an async function, which pytest does not run")),
        ("class TestX:\n    async def test_x(self): pass", (2, 5, "test_x is an async function")),
        ("def test_x(run): yield", (1, 1, "test_x has a yield, so pytest does not run it")),
        ("def test_x(run): pass\ndef test_x(): pass", (2, 1, "there are two checks named 'test_x'")),
        ("def test_x(run):\n    global y", (2, 5, "a check must not use global")),
        ("def help(x, y=[]): pass", (1, 15, "this default is kept from one submission to the next")),
        ("from functools import lru_cache", (1, 1, "a cache is kept")),
        ("import functools\n@functools.cache\ndef f(): pass", (2, 2, "a cache is kept")),
        (
            "import threading\nLOCK = threading.Lock()",
            (2, 1, "'LOCK' cannot be kept from one submission to the next (lock)"),
        ),
        ("class Tool:\n    made = (n for n in [])", (2, 1, "'made' cannot be kept from one submission to the next")),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, expected: tuple[int, int, str]) -> None:
    ((line, column, message),) = problems(write_checks(tmp_path, text))
    assert (line, column) == expected[:2]
    assert message.startswith(expected[2])


def test_what_pytest_cannot_collect_is_told(tmp_path: Path) -> None:
    text = "@pytest.mark.parametrize('nobody', [1])\ndef test_x(run): pass"
    ((_, _, message),) = problems(write_checks(tmp_path, text))
    assert "the checks cannot be collected: " in message
    assert "nobody" in message


def test_all_mistakes_of_one_kind_are_told_at_once(tmp_path: Path) -> None:
    text = "async def test_a(run): pass\n@scenario\ndef s(m):\n    assert m\n"
    assert [line for line, _, _ in problems(write_checks(tmp_path, text))] == [1, 4]


@pytest.mark.parametrize(("content", "message"), [(b"\xff", "not Python text"), (b"x = '\0'", "not Python")])
def test_a_file_that_is_not_text(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "x_checks.py"
    path.write_bytes(content)
    assert problems(path)[0][2].startswith(message)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert problems(tmp_path / "x_checks.py")[0][2].startswith("the checks file cannot be read: No such file")


def test_the_surroundings_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "conftest.py").write_text("raise RuntimeError('conftest')")
    (tmp_path / "pytest.ini").write_text("[pytest]\npython_functions = none\n")
    (tmp_path / "asyncio.py").write_text("raise RuntimeError('planted')")
    monkeypatch.chdir(tmp_path)
    path = write_checks(tmp_path, "import asyncio\ndef test_x(run): pass")
    before = sorted(tmp_path.iterdir())
    assert list(load_checks(path).cases) == ["test_x"]
    assert sorted(tmp_path.iterdir()) == before


def test_a_file_with_a_byte_order_mark_and_foreign_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "x_checks.py"
    path.write_bytes(b"\xef\xbb\xbfdef test_x(run):\r\n    pass\r\n")
    assert list(load_checks(path).cases) == ["test_x"]


def test_texts_that_the_author_wrote_are_known(tmp_path: Path) -> None:
    file = load_checks(write_checks(tmp_path, "def test_x(run): assert run, 'the words'"))
    assert "the words" in file.texts


def test_an_enum_a_dataclass_and_an_iterator_at_the_top_level_are_kept(tmp_path: Path) -> None:
    text = """
    import dataclasses, enum
    class Colour(enum.Enum):
        RED = 1
    @dataclasses.dataclass
    class Point:
        x: int = 0
        tags: list = dataclasses.field(default_factory=list)
    NUMBERS = iter([1, 2])
    def test_x(run): assert next(NUMBERS) == 1 and Point().tags == [] and Colour.RED.value == 1
    """
    file = load_checks(write_checks(tmp_path, text))
    for _ in range(2):
        file.restore()
        vars(file.module)["test_x"](None)
