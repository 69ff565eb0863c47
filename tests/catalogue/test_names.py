"""Guessing what somebody meant."""

from __future__ import annotations

import pytest

from grader.catalogue.names import did_you_mean

KNOWN = ("hello-stop", "chat-server", "queue-worker", "queue-many", "two-tasks", "lock")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("helo-stop", "hello-stop"),
        ("ello-stop", "hello-stop"),
        ("HELLO_STOP", "hello-stop"),
        ("tow-tasks", "two-tasks"),
        ("hello", "hello-stop"),
        ("chat", "chat-server"),
        ("whatever", None),  # many letters of chat-server, in their order
        ("../lock", "lock"),
        ("server", "chat-server"),
        ("serve", None),
        ("queue", None),  # two begin so
        ("lo", None),
        ("", None),
    ],
)
def test_only_what_is_near_is_suggested(word: str, meant: str | None) -> None:
    assert did_you_mean(word, KNOWN) == (f"; did you mean `{meant}`?" if meant else "")
