"""What the names of files and folders tell: the learner, the exercise, which copy it is, and what is not meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from grader.catalogue import Course
from grader.course.intake.files import shown
from grader.course.roster import Label
from grader.errors import CatalogueError
from grader.model import Exercise

_JUNK: Final = frozenset(
    {
        "__macosx",
        "__pycache__",
        "thumbs.db",
        "desktop.ini",
        "ehthumbs.db",
        "node_modules",
        "site-packages",
        "venv",
        "env",
    }
)
_JUNK_ENDINGS: Final = (".pyc", ".pyo", ".swp", "~", ".lnk")

# A copy as file managers, browsers and Canvas name it: `x (1).py`, `x-1.py`, `x - Copy.py`, `x_copy2.py`.
_COPY: Final = re.compile(
    r"(?: ?\((\d{1,4})\)|-(\d{1,4})|(?:[ _]?-?[ _]?copy(?:[ _]?(?:of)?[ _]?\(?(\d{1,4})\)?)?))$", re.I
)
_ENDING: Final = re.compile(
    r"\.(?:pyw?|ipynb|zip|txt|md|html?|docx?|pdf|rtf|csv|json|ya?ml|toml|tar(?:\.\w+)?|tgz|7z|rar|gz)$", re.I
)
_ATTEMPT: Final = re.compile(r"attempt[ _-]?(\d{1,6})", re.I)

# `lovelaceada_LATE_12345_67890_hello_stop-1.py`; without names `anon_xY3k9_67890_hello_stop.py`.
_CANVAS: Final = re.compile(
    r"(?:(?P<name>.*?)_)??(?P<late>LATE_)?(?P<id>\d+|anon_[A-Za-z0-9]+)_(?P<file>\d+_(?P<own>.+)|text\.html|link\.html)",
    re.S,
)
# `Ada Lovelace_1234567_assignsubmission_file_`, a folder, or with the name of the file after it.
_MOODLE: Final = re.compile(r"(?P<name>.+?)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)_?(?P<own>.*)", re.S)


_REMEMBERED: Final = 1_000


def is_junk(name: str) -> bool:
    """Whether a file or folder is made by operating systems, editors and tools, not by learners."""
    low = name.lower()
    return low in _JUNK or low.startswith(".") or low.endswith(_JUNK_ENDINGS)


@dataclass(frozen=True, slots=True)
class Handed:
    """What a platform says with the name of a file: whose it is, what its owner called it, and whether it was late."""

    label: Label
    name: str
    late: bool = False


def from_canvas(name: str) -> Handed | None:
    """What the name of a file in a submission archive of Canvas says; ``None`` if it is none."""
    found = _CANVAS.fullmatch(name)
    if found is None:
        return None
    who = shown(found["name"] or found["id"])
    ids = {} if found["id"].startswith("anon_") else {"canvas_id": found["id"]}
    return Handed(Label(who, found["id"], ids), found["own"] or found["file"], found["late"] is not None)


def from_moodle(name: str) -> Handed | None:
    """The same for Moodle. ``name`` is empty for a folder."""
    found = _MOODLE.fullmatch(name)
    if found is None:
        return None
    label = Label(shown(found["name"]), found["id"], {"moodle_participant": found["id"]})
    return Handed(label, found["own"])


def stem_of(name: str) -> str:
    """The name of a file without its ending. Folders are named after learners, and may have dots in their names."""
    return _ENDING.sub("", name) or name


def attempt_in(name: str) -> int | None:
    """The number in the name of a folder such as ``attempt-2``."""
    found = _ATTEMPT.fullmatch(name)
    return int(found[1]) if found is not None else None


def without_copy_mark(stem: str) -> tuple[str, int]:
    """A name without what marks it as a copy, and the number of the copy; 0 if there is no such mark."""
    found = _COPY.search(stem)
    if found is None or found.start() == 0:
        return stem, 0
    return stem[: found.start()], int(found[1] or found[2] or found[3] or 1)


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", "-", name.strip().lower())


class Exercises:
    """Which exercise a name means. An exercise is known by its id, its former ids and the name of its main file."""

    def __init__(self, course: Course, only: str | None = None) -> None:
        """``only``: the one exercise that is graded; ``UserError`` if there is none of that name."""
        self.only = course.get(only) if only is not None else None
        self._loaded: dict[str, Exercise] = {self.only.id: self.only} if self.only is not None else {}
        self._course = course
        self.ids = course.ids()
        if self.only is not None and self.only.id not in self.ids:
            self.ids = (*self.ids, self.only.id)
        self._order = {one: place for place, one in enumerate(self.ids)}
        self._by_name = {_plain(one): one for one in self.ids}
        self._by_main_file: dict[str, str | None] = {}
        self.chapters: set[str] = set()
        """The names of the folders that the exercises of the course lie in."""
        for one in self.ids:
            self._add_names_of(one)
        # Each name is asked about several times, one after the other.
        self.of_file = lru_cache(_REMEMBERED)(self._of_file)
        self.in_file = lru_cache(_REMEMBERED)(self._in_file)

    def _add_names_of(self, exercise_id: str) -> None:
        try:
            exercise = self._loaded[exercise_id] if exercise_id in self._loaded else self._course.get(exercise_id)
        except CatalogueError:
            return  # said when the exercise is to be graded
        self._loaded[exercise_id] = exercise
        self.chapters.add(exercise.chapter)
        for former in exercise.former_ids:
            self._by_name.setdefault(_plain(former), exercise_id)
        name = main_file(exercise)
        # A name that several exercises share, such as main.py, tells none of them.
        self._by_main_file[name] = exercise_id if name not in self._by_main_file else None

    def place(self, exercise_id: str) -> int:
        """The exercise's place in the order of the course."""
        return self._order[exercise_id]

    def main_file(self, exercise_id: str) -> str:
        """What the learner's file for the exercise is called."""
        exercise = self._loaded.get(exercise_id)
        return main_file(exercise) if exercise is not None else f"{exercise_id.replace('-', '_')}.py"

    def data_files(self, exercise_id: str) -> frozenset[str]:
        exercise = self._loaded.get(exercise_id)
        return frozenset(exercise.data_files) if exercise is not None else frozenset()

    def of_name(self, name: str) -> str | None:
        """The exercise that a folder, or a file without its ending, is named after."""
        return self._by_name.get(_plain(name))

    def _of_file(self, name: str) -> tuple[str | None, int]:
        """The exercise that a file is named after, and which copy it is."""
        stem = stem_of(name)
        by_main_file = self._by_main_file.get(name)
        if by_main_file is not None:
            return by_main_file, 0
        whole = self.of_name(stem)
        if whole is not None:
            return whole, 0
        bare, copy = without_copy_mark(stem)
        return (self.of_name(bare) or self._by_main_file.get(f"{bare}.py"), copy) if copy else (None, 0)

    def _in_file(self, name: str) -> tuple[str, str | None]:
        """The learner and the exercise in a name such as ``ada_hello_stop.py``; empty if no learner is in it."""
        if self.of_file(name)[0] is not None:
            return "", self.of_file(name)[0]
        stem = stem_of(name)
        for candidate in dict.fromkeys((stem, without_copy_mark(stem)[0])):
            for cut in re.finditer(r"[\s_.-]+", candidate):
                exercise = self.of_name(candidate[cut.end() :])
                if exercise is not None and cut.start() > 0:
                    return candidate[: cut.start()], exercise
        return stem, None


def main_file(exercise: Exercise) -> str:
    """What the learner's file for the exercise is called: its main file, by default the id with underscores."""
    return exercise.main_file or f"{exercise.id.replace('-', '_')}.py"


def near(name: str, exercises: Exercises) -> str:
    """The end of a sentence that guesses which exercise was meant."""
    from grader.catalogue.names import did_you_mean

    return did_you_mean(stem_of(name), exercises.ids)


def natural(names: Iterable[str]) -> str:
    """Names as an enumeration, shortened where there are many."""
    listed = list(names)
    many = 5
    text = ", ".join(listed[:many])
    return f"{text} and {len(listed) - many} more" if len(listed) > many else text
