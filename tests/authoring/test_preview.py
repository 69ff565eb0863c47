"""The preview shows what learners see, and treats every text as data."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from pathlib import Path

from one_exercise import Change, write
from rich.console import Console

from grader.authoring.lab import Lab
from grader.authoring.preview import preview, print_shown, print_task, to_html
from grader.model import Status

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>"


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def page(root: Path, lab: Lab, change: Change | None = None) -> str:
    exercise = write(root, change or Change()).get("total-price")
    return to_html(exercise, list(preview(exercise, lab)))


def test_every_program_is_shown_with_its_report(tmp_path: Path, lab: Lab) -> None:
    exercise = write(tmp_path).get("total-price")
    shown = list(preview(exercise, lab))
    assert [(one.heading, one.report.status) for one in shown] == [
        ("starter", Status.FAILED),
        ("solution", Status.PASSED),
        ("wrong answer: forgets-the-discount", Status.FAILED),
        ("accepted answer: with-sum", Status.PASSED),
    ]
    console = Console(file=io.StringIO(), width=100, color_system=None)
    print_task(exercise, console)
    for one in shown:
        print_shown(one, console)
    assert isinstance(console.file, io.StringIO)
    text = console.file.getvalue()
    assert "adds up the prices and takes the discount off" in text
    assert "Hint 2 of 2" in text
    assert "Nothing was taken off the sum" in text


def test_the_page_needs_no_other_file_and_runs_nothing(tmp_path: Path, lab: Lab) -> None:
    html = page(tmp_path, lab)
    tags = Tags()
    tags.feed(html)
    names = {tag for tag, _ in tags.seen}
    assert not names & {"script", "link", "iframe", "object", "base", "form"}
    assert not [attrs for _, attrs in tags.seen if "src" in attrs or any(name.startswith("on") for name in attrs)]
    assert "default-src &#39;none&#39;" in html or "default-src 'none'" in html
    assert re.search(r"url\(|@import", html) is None
    assert "Nothing was taken off the sum. Where is the discount used?" in html
    assert "<strong>discount</strong>" in html


def test_a_table_is_a_table(tmp_path: Path, lab: Lab) -> None:
    table = "prompt: |\n  | price | to pay |\n  |---|---|\n  | 3 | `2` |\n\n"
    html = page(tmp_path, lab, Change(yaml={"prompt: |\n": table}))
    assert "<th>to pay</th>" in html
    assert "<td><code>2</code></td>" in html


def test_every_text_is_data(tmp_path: Path, lab: Lab) -> None:
    change = Change(
        yaml={
            "title: The total price": f"title: '{EVIL}'",
            "prompt: |\n": f"prompt: |\n  {EVIL} [x](javascript:alert(1))\n",
            "title: Adds up the prices": f"title: '{EVIL}'",
            "message: Nothing": f"message: '{EVIL}'\n    # Nothing",
            "What is in `result` after the first round?": f"'{EVIL}'",
            "gaps: {finish: result}": f"program: |\n      def total(prices, discount):\n          return '{EVIL}'",
        }
    )
    tags = Tags()
    tags.feed(page(tmp_path, lab, change))
    assert not {tag for tag, _ in tags.seen} & {"script", "img"}
    assert not [attrs for _, attrs in tags.seen if "javascript:" in str(attrs.get("href"))]
