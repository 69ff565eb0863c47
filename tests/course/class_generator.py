"""A class of any size, which hands in what classes do. The same seed makes the same class."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grader.catalogue import render_fills, render_solution, render_starter
from grader.model import Exercise

_FIRST: Final = ("Ada", "Grace", "Łucja", "Tomás", "Ngọc", "Zoë", "Omar", "D'Arcy", "慧敏", "עומר", "Søren", "Ines")
_LAST: Final = ("Lovelace", "Hopper", "O'Brien", "Núñez", "Smith, Jr.", "Nguyễn", "al-Khwarizmi", "Müller", "王")
_ATTACKS: Final = (
    "import os\nos.kill(os.getppid(), 9)\n",
    "open('/etc/passwd').read()\n",
    "import socket\nsocket.create_connection(('192.0.2.1', 80))\n",
    "import sys\nsys.exit(0)\n",
    "import builtins\nbuiltins.AssertionError = ValueError\n",
    "class Same:\n    def __eq__(self, other):\n        return True\n\ndef __getattr__(name):\n    return Same()\n",
    "raise SystemExit('passed')\n",
    "while True:\n    pass\n",
    "hoard = []\nwhile True:\n    hoard.append(bytearray(10_000_000))\n",
    "import os\nwhile True:\n    os.fork()\n",
)
_BREAKS: Final = ("(\n", "def broken(:\n    pass\n", "  x = 1\n", "print 'done'\n", "async await\n")
_WORDS: Final = (
    "my attempt",
    "finally works?",
    "I think this is right",
    "copied from the lecture",
    "TODO tidy up",
    "v2",
)


@dataclass(frozen=True, slots=True)
class HandIn:
    """What one learner handed in for one exercise; ``kind`` says how it was made."""

    learner: str
    exercise: str
    file: str
    text: str
    kind: str


_Maker = Callable[[Exercise, random.Random], str]


def _right(exercise: Exercise, chance: random.Random) -> str:
    if exercise.accept and chance.random() < 0.25:
        return _personal(render_fills(exercise, chance.choice(exercise.accept)), chance)
    return _personal(render_solution(exercise), chance)


def _wrong(exercise: Exercise, chance: random.Random) -> str:
    if not exercise.misconceptions:
        return _partly(exercise, chance)
    return _personal(render_fills(exercise, chance.choice(exercise.misconceptions)), chance)


def _partly(exercise: Exercise, chance: random.Random) -> str:
    text = render_starter(exercise)
    for gap in exercise.gaps:
        if chance.random() < 0.5:
            text = text.replace(gap.marker, "None")
    return _personal(text, chance)


def _broken(exercise: Exercise, chance: random.Random) -> str:
    return render_solution(exercise) + chance.choice(_BREAKS)


def _attack(exercise: Exercise, chance: random.Random) -> str:
    return chance.choice(_ATTACKS[:-3] if chance.random() < 0.9 else _ATTACKS) + render_solution(exercise)


def _starter(exercise: Exercise, chance: random.Random) -> str:
    return render_starter(exercise)


def _empty(exercise: Exercise, chance: random.Random) -> str:
    return chance.choice(["", "\n", "# nothing yet\n"])


def _personal(text: str, chance: random.Random) -> str:
    """Half of all learners leave some mark of their own, so that no other text is quite the same."""
    if chance.random() < 0.4:
        return text
    mark = f"# {chance.choice(_WORDS)} {chance.randrange(10**6)}\n"
    return mark + text if chance.random() < 0.5 else text + "\n" + mark


_MIX: Final[Sequence[tuple[str, int, _Maker]]] = (
    ("right", 520, _right),
    ("wrong", 290, _wrong),
    ("partly", 70, _partly),
    ("starter", 50, _starter),
    ("broken", 40, _broken),
    ("empty", 20, _empty),
    ("attack", 10, _attack),
)


def hand_ins(exercises: Sequence[Exercise], count: int, seed: int = 1) -> Iterator[HandIn]:
    """``count`` answers, each learner answering all exercises in turn."""
    chance = random.Random(seed)  # noqa: S311 - a class, not a secret
    makers = {name: maker for name, _, maker in _MIX}
    names, weights = [name for name, _, _ in _MIX], [weight for _, weight, _ in _MIX]
    for number in range(count):
        exercise = exercises[number % len(exercises)]
        [kind] = chance.choices(names, weights)
        learner = _name(number // len(exercises))
        text = makers[kind](exercise, chance)
        yield HandIn(learner, exercise.id, f"{exercise.id.replace('-', '_')}.py", text, kind)


def _name(number: int) -> str:
    first, last = _FIRST[number % len(_FIRST)], _LAST[number // len(_FIRST) % len(_LAST)]
    return f"{first} {last} {number}"


def write_class(folder: Path, exercises: Sequence[Exercise], count: int, seed: int = 1) -> None:
    """The class as a folder for each learner."""
    for one in hand_ins(exercises, count, seed):
        own = folder / one.learner
        own.mkdir(parents=True, exist_ok=True)
        (own / one.file).write_text(one.text, encoding="utf-8")
