"""``grader explain``."""

from __future__ import annotations

import pytest
from invoking import Invoke

from grader.cli.settings import ExitCode
from grader.feedback import slugs_with_page


@pytest.fixture
def invoke(capsys: pytest.CaptureFixture[str]) -> Invoke:
    return Invoke(capsys)


def test_every_slug_that_feedback_offers_is_listed(invoke: Invoke) -> None:
    ended = invoke("explain")
    assert (ended.code, ended.err) == (ExitCode.OK, "")
    listed = {line.split()[0] for line in ended.out.splitlines()}
    assert slugs_with_page() <= listed


@pytest.mark.parametrize("name", ["everyone-waits", "slugs/everyone-waits"])
def test_a_page_is_printed_as_it_is_where_nothing_is_drawn(invoke: Invoke, name: str) -> None:
    ended = invoke("explain", name)
    assert ended.code == ExitCode.OK
    assert ended.out.startswith("# A deadlock\n")
    assert "## Right\n\n```python" in ended.out


def test_on_a_terminal_it_is_drawn(invoke: Invoke) -> None:
    ended = invoke("--color", "always", "explain", "everyone-waits")
    assert ended.code == ExitCode.OK
    assert "A deadlock" in ended.out
    assert "```" not in ended.out


def test_what_has_no_page_is_said(invoke: Invoke) -> None:
    ended = invoke("explain", "everyone-wait")
    assert ended.code == ExitCode.USAGE
    assert "there is no page on `everyone-wait`; did you mean `everyone-waits`?" in ended.err
    assert "did you mean" not in invoke("explain", "zzz").err
