"""All files of one learner: folders walked from the top down, archives among them looked into."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from grader.course.intake.archive import MAX_ARCHIVE_DEPTH, is_other_archive, is_zip, open_inner
from grader.course.intake.files import File, Folder, Refused, UnusableError, shown
from grader.course.intake.names import attempt_in, is_junk
from grader.model import IntakeKind, Remark

MAX_LISTED: Final = 2_000
"""Files of one learner that are looked at; those nearest the top come first."""
MAX_DEPTH: Final = 12


@dataclass(frozen=True, slots=True)
class Unit:
    """What is known of everything that a learner handed in at one time.

    ``exercise`` is set where the layout says which one is meant; ``late`` says that the platform marked it so;
    ``file_times`` that each file's own time counts.
    """

    origin: str
    exercise: str | None = None
    late: bool = False
    submitted_at: datetime | None = None
    file_times: bool = False


@dataclass(frozen=True, slots=True)
class Start:
    """Where a learner's files begin: a file with the learner's name for it, or a folder."""

    unit: Unit
    item: File | Folder
    name: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of a learner, called ``name`` by its owner, in ``folders`` seen from the top of what was handed in."""

    unit: Unit
    file: File
    name: str
    folders: tuple[str, ...] = ()
    attempt: int = 0

    @property
    def submitted_at(self) -> datetime | None:
        """When it was handed in, as far as that is known."""
        return self.file.modified if self.unit.file_times else self.unit.submitted_at


@dataclass(slots=True)
class Notes:
    """What is noticed on the way: remarks one by one, and counts of what is said only once for all."""

    remarks: list[Remark] = field(default_factory=list)
    junk: int = 0
    other_exercises: int = 0

    def add(
        self, kind: IntakeKind, origin: str, text: str, learner: str | None = None, exercise: str | None = None
    ) -> None:
        self.remarks.append(Remark(kind, origin, text, learner, exercise))

    def refused(self, refused: Refused, learner: str | None = None) -> None:
        self.add(refused.kind, refused.origin, f"{refused.origin} {refused.text}.", learner)

    def closing(self, source: str) -> Iterator[Remark]:
        """The remarks that stand for many files."""
        if self.junk:
            text = f"Files and folders of systems and tools (such as .DS_Store, __MACOSX) were left out: {self.junk}."
            yield Remark(IntakeKind.IGNORED_FILE, source, text)
        if self.other_exercises:
            text = f"Files that answer exercises which are not graded now were left out: {self.other_exercises}."
            yield Remark(IntakeKind.IGNORED_FILE, source, text)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a walk is: the folders passed, the attempt that their names tell, and in how many archives it is."""

    folders: tuple[str, ...] = ()
    attempt: int = 0
    archives: int = 0


class Gathering:
    """The files of one learner.

    ``pieces`` come in a fixed order; ``archives`` are those that were refused, each with what its owner is told.
    """

    def __init__(self, learner: str, notes: Notes) -> None:
        self.pieces: list[Piece] = []
        self.archives: list[tuple[Piece, str]] = []
        self._learner = learner
        self._notes = notes
        self._waiting: deque[tuple[Folder, _Place]] = deque()
        self._listed = 0

    def add(self, start: Start) -> None:
        """Take a file, or all files below a folder."""
        place = _Place()
        if isinstance(start.item, File):
            self._file(Piece(start.unit, start.item, start.name or start.item.name), place)
        else:
            self._waiting.append((start.item, place))
        while self._waiting and self._listed <= MAX_LISTED:
            folder, place = self._waiting.popleft()
            self._walk(start.unit, folder, place)
        self._waiting.clear()

    def _walk(self, unit: Unit, folder: Folder, place: _Place) -> None:
        for refused in folder.refused:
            self._notes.refused(refused, self._learner)
        try:
            names = folder.names()
        except UnusableError as error:
            self._note(IntakeKind.UNREADABLE, folder.origin, str(error))
            return
        wanted = [name for name in names if not is_junk(name)]
        self._notes.junk += len(names) - len(wanted)
        free = MAX_LISTED - self._listed
        self._listed += len(wanted)
        for name in wanted[:free]:
            self._take(unit, folder.child(name), place)
        if len(wanted) > free:
            text = f"holds too many files: {MAX_LISTED} of this learner's files were looked at, the others left out"
            self._note(IntakeKind.IGNORED_FILE, folder.origin, text)

    def _take(self, unit: Unit, child: File | Folder | Refused, place: _Place) -> None:
        if isinstance(child, Refused):
            self._notes.refused(child, self._learner)
        elif isinstance(child, Folder):
            self._enter(child, child.name, place, place.archives)
        else:
            self._file(Piece(unit, child, child.name, place.folders, place.attempt), place)

    def _file(self, piece: Piece, place: _Place) -> None:
        if is_zip(piece.name):
            self._archive(piece, place)
        elif is_other_archive(piece.name):
            self._refuse_archive(piece, "is an archive of a kind that is not opened: make a zip archive of it")
        else:
            self.pieces.append(piece)

    def _archive(self, piece: Piece, place: _Place) -> None:
        if place.archives >= MAX_ARCHIVE_DEPTH:
            self._refuse_archive(piece, "lies in several archives, one in the other: hand in one that is packed once")
            return
        try:
            folder = open_inner(piece.file)
        except UnusableError as error:
            self._refuse_archive(piece, str(error))
            return
        self._enter(folder, piece.name[: -len(".zip")], place, place.archives + 1)

    def _enter(self, folder: Folder, name: str, place: _Place, archives: int) -> None:
        if len(place.folders) >= MAX_DEPTH:
            self._note(IntakeKind.UNREADABLE, folder.origin, f"lies in more than {MAX_DEPTH} folders")
            return
        attempt = attempt_in(name)
        if attempt is None:
            inside = _Place((*place.folders, name), place.attempt, archives)
        else:
            inside = _Place(place.folders, attempt, archives)
        self._waiting.append((folder, inside))

    def _refuse_archive(self, piece: Piece, text: str) -> None:
        self._note(IntakeKind.REFUSED_ARCHIVE, piece.file.origin, text, piece.unit.exercise)
        self.archives.append((piece, f"The file {shown(piece.name)} {text}."))

    def _note(self, kind: IntakeKind, origin: str, text: str, exercise: str | None = None) -> None:
        self._notes.add(kind, origin, f"{origin} {text}.", self._learner, exercise)
