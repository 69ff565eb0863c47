"""What the body of a session shows, and what it asks."""

from __future__ import annotations

import enum


class Mode(enum.Enum):
    """What the body of the screen shows."""

    TASK = enum.auto()
    FEEDBACK = enum.auto()
    SOLUTION = enum.auto()
    LIST = enum.auto()


class Question(enum.StrEnum):
    """A question that waits for y; any other key means no."""

    RESET = "Begin this exercise again? A copy of your file is kept."
    GIVE_UP = "Show the solution although you have not passed? The exercise then comes back for a review."
