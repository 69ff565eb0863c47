"""Whole reports, compared letter by letter. ``accept_golden.py`` shows what changed, and accepts it."""

from __future__ import annotations

import pytest
from accept_golden import GOLDEN, main, read, texts

TEXTS = texts()


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_report_reads_as_accepted(name: str) -> None:
    assert TEXTS[name] == read(name)


def test_every_golden_text_belongs_to_a_report() -> None:
    assert {path.name for path in GOLDEN.glob("*.txt")} == set(TEXTS)


def test_the_script_finds_nothing_to_accept(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_no_line_is_wider_than_its_page(name: str) -> None:
    columns = 120 if name.endswith("-120.txt") else 80
    too_wide = [line for line in TEXTS[name].splitlines() if len(line) > columns and " " in line.strip()]
    assert too_wide == []


@pytest.mark.parametrize("name", [name for name in sorted(TEXTS) if name.endswith("-ascii.txt")])
def test_ascii_reports_are_ascii(name: str) -> None:
    assert TEXTS[name].isascii()
