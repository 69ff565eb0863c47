"""From a learner's files to answers: which file answers which exercise, and which further files belong to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from grader.course.intake.files import shown
from grader.course.intake.gather import Gathering, Notes, Piece
from grader.course.intake.names import Exercises, natural, near, without_copy_mark
from grader.model import IntakeKind

_USUAL_NAME: Final = "main.py"
_NOTEBOOK: Final = ".ipynb"
_LONG_AGO: Final = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Answer:
    """A learner's answer to an exercise: its main file and the files beside it, or why there is none to be read."""

    exercise: str
    main: Piece
    beside: tuple[Piece, ...] = ()
    unreadable: str | None = None
    copy: int = 0
    is_remarked: bool = False
    """Whether it was said already that it cannot be read."""

    @property
    def order(self) -> tuple[int, datetime, int, tuple[str, ...], str]:
        """By this the answers of a learner to one exercise are sorted, the latest last."""
        when = self.main.submitted_at or _LONG_AGO
        return self.main.attempt, when, self.copy, self.main.folders, self.main.name


@dataclass(slots=True)
class _Choice:
    """The files that are meant for one exercise, in one folder or handed in together."""

    exercise: str
    pieces: list[Piece]


class Sorter:
    """Sorts the files of one learner after the other."""

    def __init__(self, exercises: Exercises, notes: Notes) -> None:
        self._exercises = exercises
        self._notes = notes

    def answers(self, gathering: Gathering, learner: str) -> list[Answer]:
        """The learner's answers, in course order and then from first to last; what answers nothing is remarked."""
        units: dict[int, list[Piece]] = defaultdict(list)
        for piece in gathering.pieces:
            units[id(piece.unit)].append(piece)
        answers: list[Answer] = []
        for pieces in units.values():
            answers += self._unit(pieces, learner)
        answers += self._refused_archives(gathering, {id(answer.main.unit) for answer in answers})
        answers.sort(key=lambda answer: (self._exercises.place(answer.exercise), answer.order))
        return answers

    def _unit(self, pieces: list[Piece], learner: str) -> Iterator[Answer]:
        forced = pieces[0].unit.exercise
        only = self._exercises.only
        if only is not None and forced != only.id:
            self._notes.other_exercises += len(pieces)
        elif forced is not None:
            yield from self._for_one(forced, pieces)
        else:
            yield from self._by_name(pieces, learner)

    # -------------------------------------------------------------------------------------- the exercise is known

    def _for_one(self, exercise: str, pieces: list[Piece]) -> Iterator[Answer]:
        own = [piece for piece in pieces if self._exercises.of_file(piece.name)[0] in (None, exercise)]
        self._notes.other_exercises += len(pieces) - len(own)
        rooms: dict[int, list[Piece]] = defaultdict(list)
        for piece in own:
            rooms[piece.attempt].append(piece)
        for room in rooms.values():
            yield from self._choose(_Choice(exercise, room))

    def _choose(self, choice: _Choice) -> Iterator[Answer]:
        """The main file, or files, among those that are meant for one exercise."""
        exercise, pieces = choice.exercise, choice.pieces
        named = [piece for piece in pieces if self._is_named_after(piece, exercise)]
        named = named or [piece for piece in pieces if piece.name == _USUAL_NAME]
        programs = [piece for piece in pieces if piece.name.lower().endswith(".py")]
        main_file = self._exercises.main_file(exercise)
        if named:
            for piece in named:
                yield self._answer(exercise, piece, pieces, named)
        elif len(programs) == 1 or (not programs and len(pieces) == 1):
            yield self._answer(exercise, (programs or pieces)[0], pieces, [])
        elif programs:
            names = natural(shown(piece.name) for piece in programs)
            text = f"It cannot be told which of these files is the answer: {names}. Call it {main_file}."
            yield Answer(exercise, programs[0], (), text)
        else:
            text = f"There is no Python file among the files that were handed in. Hand in {main_file}."
            yield Answer(exercise, pieces[0], (), text)

    def _is_named_after(self, piece: Piece, exercise: str) -> bool:
        return piece.name.lower().endswith((".py", _NOTEBOOK)) and (
            self._exercises.of_file(piece.name)[0] == exercise
            or _bare(piece.name) == self._exercises.main_file(exercise)
        )

    # -------------------------------------------------------------------------------------- names tell the exercise

    def _by_name(self, pieces: list[Piece], learner: str) -> Iterator[Answer]:
        mains: list[tuple[str, Piece]] = []
        folders: dict[tuple[str, tuple[str, ...], int], _Choice] = {}
        loose: list[Piece] = []
        for piece in pieces:
            exercise = self._exercises.of_file(piece.name)[0] if _may_be_main(piece) else None
            if exercise is not None:
                mains.append((exercise, piece))
                continue
            found = self._folder_exercise(piece.folders)
            if found is None:
                loose.append(piece)
            else:
                key = (*found, piece.attempt)
                folders.setdefault(key, _Choice(found[0], [])).pieces.append(piece)
        others = [piece for _, piece in mains]
        for exercise, piece in mains:
            yield self._answer(exercise, piece, pieces, others)
        for (_, folder, attempt), choice in folders.items():
            inside = (e == choice.exercise and p.attempt == attempt and _is_in(p, folder) for e, p in mains)
            if not any(inside):
                yield from self._choose(choice)
        rooms = {piece.folders for piece in others}
        for piece in loose:
            if not any(_is_in(piece, room) for room in rooms):
                self._loose(piece, learner)

    def _folder_exercise(self, folders: tuple[str, ...]) -> tuple[str, tuple[str, ...]] | None:
        """The innermost folder that is named after an exercise."""
        for depth in range(len(folders), 0, -1):
            name = folders[depth - 1]
            exercise = self._exercises.of_name(name) or self._exercises.of_name(without_copy_mark(name)[0])
            if exercise is not None:
                return exercise, folders[:depth]
        return None

    def _loose(self, piece: Piece, learner: str) -> None:
        origin = piece.file.origin
        if piece.name.lower().endswith((".py", _NOTEBOOK)):
            text = f"{origin} is named after no exercise of the course{near(piece.name, self._exercises) or '.'}"
            self._notes.add(IntakeKind.UNKNOWN_EXERCISE, origin, text, learner)
        else:
            self._notes.add(IntakeKind.IGNORED_FILE, origin, f"{origin} answers no exercise; it was left out.", learner)

    # -------------------------------------------------------------------------------------- both

    def _answer(self, exercise: str, main: Piece, pieces: list[Piece], mains: list[Piece]) -> Answer:
        room = main.folders
        beside = tuple(
            piece
            for piece in pieces
            if piece is not main
            and piece.attempt == main.attempt
            and _is_in(piece, room)
            and not any(piece is other for other in mains)
            and not piece.name.lower().endswith(_NOTEBOOK)
            and self._folder_exercise(piece.folders[len(room) :]) is None
        )
        copy = self._exercises.of_file(main.name)[1]
        return Answer(exercise, main, beside, _why_unreadable(main), copy)

    def _refused_archives(self, gathering: Gathering, answered: set[int]) -> Iterator[Answer]:
        """Of somebody who handed in an archive that is refused, and nothing else, that is the answer."""
        for piece, text in gathering.archives:
            exercise = piece.unit.exercise or self._exercises.of_file(piece.name)[0]
            if exercise is not None and id(piece.unit) not in answered:
                yield Answer(exercise, piece, (), text, is_remarked=True)


def _may_be_main(piece: Piece) -> bool:
    return piece.name.lower().endswith((".py", _NOTEBOOK))


def _is_in(piece: Piece, folder: tuple[str, ...]) -> bool:
    return piece.folders[: len(folder)] == folder


def _why_unreadable(piece: Piece) -> str | None:
    if piece.name.lower().endswith(".html"):
        return "The answer was typed into a web page. Hand in a Python file."
    if not piece.name.lower().endswith(_NOTEBOOK):
        return None
    return "The file is a Jupyter notebook. Hand in a Python file: choose Download or Export as Python in the notebook."


def _bare(name: str) -> str:
    """The name of a file without what marks it as a copy."""
    stem, dot, ending = name.rpartition(".")
    return f"{without_copy_mark(stem)[0]}{dot}{ending}" if dot else name
