"""What may be wrong at the place of a cause: what a trial showed, in words, and the question that leads on."""

from __future__ import annotations

import enum


class Kind(enum.Enum):
    """What is different at the place."""

    TEXT = enum.auto()
    NUMBER = enum.auto()
    NAME = enum.auto()
    NOT_CALLED = enum.auto()
    NOT_AWAITED = enum.auto()
    NOT_RETURNED = enum.auto()
    EXTRA = enum.auto()
    MOVED = enum.auto()
    MISSING = enum.auto()
    MISSING_INSIDE = enum.auto()
    MISSING_BEFORE = enum.auto()
    UNCAUGHT = enum.auto()
    TOO_SELDOM = enum.auto()
    TOO_OFTEN = enum.auto()
    TOO_SHORT = enum.auto()
    TOO_SOON = enum.auto()
    ASKED_ONCE = enum.auto()
    EDGE = enum.auto()
    ONE_OFF = enum.auto()
    SWAPPED = enum.auto()
    HANDED_OUT = enum.auto()
    OTHER = enum.auto()


GAPS = frozenset({Kind.MISSING, Kind.MISSING_INSIDE})
QUOTED = frozenset({Kind.TEXT, Kind.NUMBER, Kind.NAME, Kind.NOT_CALLED})
QUESTIONS = {
    Kind.TEXT: "Is this text, letter by letter, the one that the task asks for?",
    Kind.NUMBER: "Where does the `{words}` on line {line} come from, and what would another value change?",
    Kind.NAME: "What does `{words}` stand for each time line {line} runs, and is that what belongs there?",
    Kind.NOT_CALLED: "Does line {line} carry `{words}` out, or only name it?",
    Kind.NOT_AWAITED: "Does your program wait on line {line}, or does it only get something that could be waited for?",
    Kind.NOT_RETURNED: "Line {line} works something out. Who gets to know it?",
    Kind.EXTRA: "What does line {line} do that the task does not ask for?",
    Kind.MOVED: "When does line {line} run, and when should it?",
    Kind.MISSING: "After line {line}, what is still to be done before the program goes on?",
    Kind.MISSING_INSIDE: "What else is there to be done in the part that line {line} begins?",
    Kind.MISSING_BEFORE: "Before line {line}, what is still to be done?",
    Kind.UNCAUGHT: "In which ways can the part above line {line} end, and does line {line} see to each of them?",
    Kind.TOO_SELDOM: "When does the condition on line {line} hold, and when should it?",
    Kind.TOO_OFTEN: "When does the condition on line {line} hold, and when should it?",
    Kind.TOO_SHORT: "When is the loop on line {line} over, and what may still be to come then?",
    Kind.TOO_SOON: "When does the condition on line {line} hold, and what may still be to come then?",
    Kind.ASKED_ONCE: "When the wait below line {line} is over, does what was asked there still hold?",
    Kind.EDGE: "What happens on line {line} when the two sides of the comparison are equal, and what should?",
    Kind.ONE_OFF: "Where does the number on line {line} come from, and what would one more or one less change?",
    Kind.HANDED_OUT: "With the values of this check, what does `{words}` do, step by step, and what should it?",
    Kind.SWAPPED: "In which order do these lines have to run, and what happens in between?",
}


SAYS = {
    Kind.EXTRA: "Without {lines} this check passes.",
    Kind.MOVED: "With {lines} at another place this check passes.",
    Kind.MISSING: "With something more at line {line}, and nothing else changed, this check passes.",
    Kind.MISSING_INSIDE: "With something more in the part that line {line} begins, this check passes.",
    Kind.MISSING_BEFORE: "With something more before line {line}, and nothing else changed, this check passes.",
    Kind.UNCAUGHT: "With something more at line {line}, and nothing else changed, this check passes.",
    Kind.TOO_SELDOM: "If the condition on line {line} always held, this check would pass.",
    Kind.TOO_OFTEN: "If the condition on line {line} never held, this check would pass.",
    Kind.TOO_SHORT: "If the loop on {lines} went on for longer, this check would pass.",
    Kind.TOO_SOON: "If the condition on {lines} held later, this check would pass.",
    Kind.ASKED_ONCE: "If the question of {lines} were asked again after the wait, this check would pass.",
    Kind.EDGE: "If equal values counted the other way on {lines}, this check would pass.",
    Kind.ONE_OFF: "With another number on {lines}, and nothing else changed, this check passes.",
    Kind.HANDED_OUT: "What `{words}` gives on {lines} is what makes the difference.",
    Kind.SWAPPED: "With {lines} in another order this check passes.",
}
