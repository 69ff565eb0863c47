"""The layouts that an intake may have, and whose is what in each."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from grader.course.intake.files import File, Folder, Refused, UnusableError, shown
from grader.course.intake.gather import Notes, Start, Unit
from grader.course.intake.gradescope import METADATA, Handing, read_metadata
from grader.course.intake.names import Exercises, Handed, from_canvas, from_moodle, is_junk, stem_of, without_copy_mark
from grader.course.roster import Label
from grader.model import IntakeKind

_SAMPLE: Final = 500
"""How many names are looked at to tell the layout."""

_IGNORED: Final = IntakeKind.IGNORED_FILE
_FEW: Final = 5
"""How many further modules an answer is likely to have at most."""

_PAPERS: Final = (".csv", ".txt", ".md", ".json", ".yaml", ".yml", ".toml", ".pdf", ".html", ".xlsx", ".docx", ".log")
"""Files that lie beside the submissions of a class and are none, unless an exercise is named after them."""


class Layout(enum.StrEnum):
    """How the submissions lie in an intake."""

    SINGLE_FILE = "single file"
    ONE_LEARNER = "one learner's folder"
    FLAT = "one file per learner"
    FOLDER_PER_LEARNER = "a folder per learner"
    FOLDER_PER_EXERCISE = "a folder per exercise"
    CANVAS = "Canvas archive"
    MOODLE = "Moodle archive"
    GRADESCOPE = "Gradescope export"


class Plan:
    """Whose is what: the names at the top of an intake, and what each of them stands for.

    There may be a million names, so that nothing else is kept of them.
    """

    def __init__(self, kind: Layout, root: Folder, names: list[str], exercises: Exercises, *, file_times: bool) -> None:
        self.kind = kind
        self.names = names
        self._root = root
        self._exercises = exercises
        self._only = exercises.only.id if exercises.only is not None else None
        self._file_times = file_times

    def label(self, name: str) -> Label | None:
        """Whose it is; ``None`` if the name tells nobody."""
        learner, exercise = self._exercises.in_file(name)
        if exercise is None and name.lower().endswith(_PAPERS):
            return None
        if not learner and self._only is None:
            return None
        return label_of(learner or stem_of(name))

    def starts(self, names: Sequence[str]) -> Iterator[Start | Refused]:
        """Where the files of one learner begin, whose names these are."""
        for name in names:
            item = self._root.child(name)
            yield item if isinstance(item, Refused) else Start(self._unit(name, item), item)

    def _unit(self, name: str, item: File | Folder) -> Unit:
        named = self._exercises.in_file(name)[1] if isinstance(item, File) else None
        return Unit(item.origin, named or self._only, file_times=self._file_times)


class OneLearner(Plan):
    """The folder itself is one learner's."""

    def __init__(self, root: Folder, exercises: Exercises) -> None:
        super().__init__(Layout.ONE_LEARNER, root, [root.name], exercises, file_times=False)

    def label(self, name: str) -> Label | None:
        return label_of(name)

    def starts(self, names: Sequence[str]) -> Iterator[Start | Refused]:
        yield Start(Unit(self._root.origin or self._root.name, self._only), self._root)


class _Platform(Plan):
    """An archive of Canvas or Moodle, whose names tell everything. What is one learner's was handed in together."""

    def _handed(self, name: str) -> Handed | None:
        return from_canvas(name) if self.kind is Layout.CANVAS else from_moodle(name)

    def label(self, name: str) -> Label | None:
        handed = self._handed(name)
        return handed.label if handed is not None else None

    def starts(self, names: Sequence[str]) -> Iterator[Start | Refused]:
        handed = [(name, one) for name in names if (one := self._handed(name)) is not None]
        origin = self._root.below(names[0])
        unit = Unit(origin, self._only, late=any(one.late for _, one in handed))
        taken = {one.name for _, one in handed}
        for name, one in handed:
            item = self._root.child(name)
            # Canvas numbers a file that is handed in again, which its name in an import does not have.
            stem, dot, ending = one.name.rpartition(".")
            bare = f"{without_copy_mark(stem)[0]}{dot}{ending}"
            own = bare if self.kind is Layout.CANVAS and bare not in taken else one.name
            taken.add(own)
            yield item if isinstance(item, Refused) else Start(unit, item, own)


class _Gradescope(Plan):
    """An export of Gradescope, with a file that tells who handed in what, and when.

    A name here is ``folder/number``, the number that of one of those who handed it in together.
    """

    handings: Mapping[str, Handing]

    def _handing(self, name: str) -> tuple[str, Handing | None, str]:
        folder, _, number = name.partition("/")
        return folder, self.handings.get(folder), number

    def label(self, name: str) -> Label | None:
        _, handing, number = self._handing(name)
        return handing.labels[int(number)] if handing is not None and number else None

    def starts(self, names: Sequence[str]) -> Iterator[Start | Refused]:
        for name in names:
            folder, handing, _ = self._handing(name)
            item = self._root.child(folder)
            if isinstance(item, Refused):
                yield item
            else:
                yield Start(Unit(item.origin, self._only, submitted_at=handing.submitted_at if handing else None), item)


class SingleFile(Plan):
    """One file alone; it is its learner's only one."""

    def __init__(self, file: File, exercises: Exercises) -> None:
        super().__init__(Layout.SINGLE_FILE, _OneFile(file), [file.name], exercises, file_times=False)

    def label(self, name: str) -> Label | None:
        return super().label(name) or label_of(stem_of(name))


class _OneFile(Folder):
    """A folder with nothing in it but one file."""

    def __init__(self, file: File) -> None:
        super().__init__("", "")
        self._file = file

    def names(self) -> list[str]:
        return [self._file.name]

    def child(self, name: str) -> File | Folder | Refused:
        return self._file


class _FolderPerExercise(Plan):
    """A folder for each exercise; in it a file or folder for each learner. A name here is ``folder/name``."""

    def label(self, name: str) -> Label | None:
        folder, _, own = name.partition("/")
        learner, exercise = self._exercises.in_file(own)
        if exercise is None or exercise != self._exercises.of_name(folder) or not learner:
            learner = stem_of(own)
        return label_of(learner)

    def starts(self, names: Sequence[str]) -> Iterator[Start | Refused]:
        for name in names:
            folder, _, own = name.partition("/")
            above = self._root.child(folder)
            item = above.child(own) if isinstance(above, Folder) else Refused(name, "is gone")
            if isinstance(item, Refused):
                yield item
            else:
                yield Start(Unit(item.origin, self._exercises.of_name(folder), file_times=self._file_times), item)


def label_of(name: str) -> Label:
    """The label of somebody of whom only a name is known."""
    text = " ".join(shown(name).split()) or "?"
    return Label(text, text)


# ------------------------------------------------------------------------------------------------------ telling


def make_plan(root: Folder, exercises: Exercises, notes: Notes, *, packed: bool, file_times: bool = False) -> Plan:
    """The plan of a folder. ``packed``: it is an archive, which often has one folder around everything.

    Raises:
        UnusableError: if it cannot be read.
    """
    root = _unwrapped(root, exercises, packed=packed, notes=notes)
    names = root.names()
    wanted = [name for name in names if not is_junk(name)]
    notes.junk += len(names) - len(wanted)
    kind = _kind(root, wanted, exercises)
    if kind is Layout.ONE_LEARNER:
        return OneLearner(root, exercises)
    if kind is Layout.GRADESCOPE:
        handings = read_metadata(root.child(METADATA))
        folders = [name for name in wanted if name != METADATA]
        gradescope = _Gradescope(kind, root, _with_numbers(folders, handings), exercises, file_times=False)
        gradescope.handings = handings
        return gradescope
    if kind is Layout.FOLDER_PER_EXERCISE:
        wanted = [f"{folder}/{name}" for folder in wanted for name in _inside(root, folder, notes)]
        return _FolderPerExercise(kind, root, wanted, exercises, file_times=file_times)
    made = _Platform if kind in (Layout.CANVAS, Layout.MOODLE) else Plan
    return made(kind, root, wanted, exercises, file_times=file_times)


def _with_numbers(folders: list[str], handings: Mapping[str, Handing]) -> list[str]:
    names = []
    for folder in folders:
        handing = handings.get(folder)
        together = len(handing.labels) if handing is not None else 0
        names += [f"{folder}/{number}" for number in range(together)] or [f"{folder}/"]
    return names


def _unwrapped(root: Folder, exercises: Exercises, *, packed: bool, notes: Notes) -> Folder:
    """The folder that holds the submissions: where there is nothing else than one folder, perhaps that one."""
    for refused in root.refused:
        notes.refused(refused)
    root.refused = []
    while True:
        names = [name for name in root.names() if not is_junk(name)]
        only = root.child(names[0]) if len(names) == 1 else None
        if not isinstance(only, Folder) or not _holds_a_class(only, exercises, packed=packed):
            return root
        root = only


def _holds_a_class(folder: Folder, exercises: Exercises, *, packed: bool) -> bool:
    try:
        names = [name for name in folder.names() if not is_junk(name)]
    except UnusableError:
        return False
    sample = names[:_SAMPLE]
    if METADATA in names or _platform(sample) is not None:
        return from_moodle(folder.name) is None
    if not packed or any(exercises.of_file(name)[0] is not None for name in sample if "." in name):
        return False
    folders = sum(isinstance(folder.child(name), Folder) for name in sample)
    return folders > 1 or any(all(exercises.in_file(name)) for name in sample)


def _kind(root: Folder, names: list[str], exercises: Exercises) -> Layout:
    sample = names[:_SAMPLE]
    if METADATA in names:
        return Layout.GRADESCOPE
    platform = _platform(sample)
    if platform is not None:
        return platform
    children = {name: root.child(name) for name in sample}
    folders = [child for child in children.values() if isinstance(child, Folder)]
    programs = [
        name for name, child in children.items() if isinstance(child, File) and name.endswith((".py", ".ipynb"))
    ]
    if folders and all(_is_of_the_course(folder.name, exercises) for folder in folders):
        own = bool(programs) or any(_has_main_file(folder, exercises) for folder in folders)
        return Layout.ONE_LEARNER if own else Layout.FOLDER_PER_EXERCISE
    if folders:
        return Layout.FOLDER_PER_LEARNER
    return Layout.ONE_LEARNER if _are_of_one_learner(programs, exercises) else Layout.FLAT


def _platform(names: list[str]) -> Layout | None:
    """Whose archive it is. Most names tell, not a single one: learners choose a part of theirs."""
    canvas = sum(from_canvas(name) is not None for name in names)
    moodle = sum(from_moodle(name) is not None for name in names)
    if not max(canvas, moodle) or max(canvas, moodle) * 2 < len(names):
        return None
    return Layout.CANVAS if canvas > moodle else Layout.MOODLE


def _are_of_one_learner(programs: list[str], exercises: Exercises) -> bool:
    """Whether these are one learner's files: some are named after exercises alone, none after a learner as well."""
    if any(all(exercises.in_file(name)) for name in programs):
        return False
    answered = [exercise for name in programs if (exercise := exercises.of_file(name)[0]) is not None]
    if exercises.only is None:
        return bool(answered)
    # Without an exercise in their names, those of a class are named after learners.
    return exercises.only.id in answered and len(programs) - len(answered) <= _FEW


def _is_of_the_course(name: str, exercises: Exercises) -> bool:
    return exercises.of_name(name) is not None or name in exercises.chapters


def _has_main_file(folder: Folder, exercises: Exercises) -> bool:
    """Whether a folder named after an exercise or a chapter holds one learner's answer, not those of a class."""
    if exercises.of_name(folder.name) is None:
        return True
    try:
        names = folder.names()
    except UnusableError:
        return False
    return exercises.main_file(exercises.of_name(folder.name) or "") in islice(names, _SAMPLE)


def _inside(root: Folder, name: str, notes: Notes) -> list[str]:
    folder = root.child(name)
    if isinstance(folder, File):
        folder = Refused(folder.origin, "lies beside the folders of the exercises; it was left out", _IGNORED)
    if isinstance(folder, Refused):
        notes.refused(folder)
        return []
    try:
        names = folder.names()
    except UnusableError as error:
        notes.refused(Refused(folder.origin, str(error), IntakeKind.UNREADABLE))
        return []
    wanted = [one for one in names if not is_junk(one)]
    notes.junk += len(names) - len(wanted)
    return wanted
