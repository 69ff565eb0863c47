"""Markdown where nothing can be drawn."""

from __future__ import annotations

import pytest

from grader.practice.bare import bare_text


@pytest.mark.parametrize(
    ("markdown", "bare"),
    [
        ("\nPlain *text*, `code`.\n", "Plain *text*, `code`."),
        (
            "Look:\n\n```python\nprint(1)\n\nif x:\n    y\n```\n\nSo.",
            "Look:\n\n    print(1)\n\n    if x:\n        y\n\nSo.",
        ),
        ("~~~\n```\n~~~\nEnd", "    ```\nEnd"),
        ("```\nnever closed", "    never closed"),
        ("````\n```\n````", "    ```"),
        ("``a`` and ```b``` in a line", "``a`` and ```b``` in a line"),
    ],
)
def test_code_between_fences_is_set_in(markdown: str, bare: str) -> None:
    assert bare_text(markdown) == bare
