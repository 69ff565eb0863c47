"""Hidden checks of count-words."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", {}), ("tea", {"tea": 1}), ("a b a\nc  a b", {"a": 3, "b": 2, "c": 1})],
)
def test_counts(run, text, expected):
    assert run.call("count", text).value == expected


def test_ignores_case(run):
    assert run.call("count", "Tea tea TEA").value == {"tea": 3}, "Capital and small letters must count as the same."
