"""A course: a folder with ``exercises/<chapter>/<id>.yaml`` and ``solutions/<chapter>/<id>.py``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import grader
from grader.catalogue import positions, reading
from grader.catalogue.load import conform, load_exercise
from grader.catalogue.names import ID_PATTERN, did_you_mean, module_name
from grader.errors import CatalogueError, GraderFault, Problem, UserError
from grader.model import Exercise

COURSE_VARIABLE = "GRADER_COURSE"
COURSE_FILE = "grader.toml"
SHIPPED_TITLE = "Event-driven Python with asyncio"
_CHAPTER_FILE = "chapter.yaml"
_MAX_TOML_BYTES = 64_000


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: the name of its folder, what ``chapter.yaml`` says of it, and its exercises' ids in order."""

    id: str
    title: str
    intro: str
    summary: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """A course by its folder. Nothing is kept: every question is answered from the files as they are."""

    root: Path

    @property
    def title(self) -> str:
        """What to call it: the name of its folder, or the title of the shipped course."""
        package = Path(grader.__file__).resolve().parent
        return SHIPPED_TITLE if self.root in (package.parent, package / "_course") else self.root.name

    @property
    def exercises(self) -> Path:
        return self.root / "exercises"

    @property
    def solutions(self) -> Path:
        return self.root / "solutions"

    def ids(self) -> tuple[str, ...]:
        """The ids of all exercises in course order, from file names; no exercise is loaded."""
        return tuple(dict.fromkeys(path.stem for path in self._files()))

    def get(self, id_or_path: str) -> Exercise:
        """The exercise of that id, former id or path; only its own file is loaded.

        Raises:
            UserError: if there is none, with the nearest id; ``CatalogueError`` if its files have mistakes.
        """
        return load_exercise(self.path_of(id_or_path))

    def path_of(self, id_or_path: str) -> Path:
        """The file of the exercise of that id, former id or path; errors as for ``get``."""
        paths = self._with_id(id_or_path) or self._with_former_id(id_or_path)
        if len(paths) > 1:
            raise CatalogueError(_duplicate_problems(id_or_path, paths))
        if paths:
            return paths[0]
        if id_or_path.endswith((".yaml", ".yml")):
            # Whatever is wrong with the file is said by the one who reads it.
            return Path(id_or_path)
        guess = did_you_mean(id_or_path.removesuffix(".py"), self.ids())
        raise UserError(f"there is no exercise `{id_or_path}` in {self.root}{guess}")

    def load_all(self) -> tuple[Exercise, ...]:
        """All exercises in course order.

        Raises:
            CatalogueError: with the mistakes of all files at once, those between exercises among them.
        """
        problems = list(self._stray_files())
        loaded: list[Exercise] = []
        paths = self._files()
        for path in paths:
            try:
                loaded.append(load_exercise(path))
            except CatalogueError as error:
                problems += error.problems
        for folder in self._folders():
            try:
                _read_chapter(folder)
            except CatalogueError as error:
                problems += error.problems
        problems += _between(paths, loaded)
        if problems:
            raise CatalogueError(problems)
        return tuple(loaded)

    def chapters(self) -> tuple[Chapter, ...]:
        """The chapters in course order; ``CatalogueError`` if a ``chapter.yaml`` has mistakes."""
        ids: dict[str, list[str]] = defaultdict(list)
        for path in self._files():
            ids[path.parent.name].append(path.stem)
        chapters = []
        for folder in self._folders():
            if folder.name in ids:
                texts = _read_chapter(folder)
                title = texts.get("title") or _title_from_name(folder.name)
                intro, summary = texts.get("intro", ""), texts.get("summary", "")
                chapters.append(Chapter(folder.name, title, intro, summary, tuple(ids[folder.name])))
        return tuple(chapters)

    def solution_path(self, exercise: Exercise) -> Path:
        """Where the reference solution of the exercise is kept."""
        return self.solutions / exercise.path.parent.name / f"{module_name(exercise.id)}.py"

    # -------------------------------------------------------------------------------------------------- files

    def _folders(self) -> list[Path]:
        try:
            return sorted(one for one in self.exercises.iterdir() if one.is_dir() and one.name[0] not in "._")
        except OSError as error:
            raise UserError(f"{self.exercises} cannot be read: {error.strerror or error}") from None

    def _files(self) -> list[Path]:
        found: list[tuple[str, int, str, Path]] = []
        for folder in self._folders():
            paths = (path for path in _listed(folder, ".yaml") if path.name != _CHAPTER_FILE)
            found += [(folder.name, _order(path), path.stem, path) for path in paths]
        return [path for *_, path in sorted(found)]

    def _with_id(self, name: str) -> list[Path]:
        if re.fullmatch(ID_PATTERN, name) is None or name == Path(_CHAPTER_FILE).stem:
            return []
        paths = (folder / f"{name}.yaml" for folder in self._folders())
        try:
            return [path for path in paths if path.exists()]
        except OSError:  # a name longer than a file system takes
            return []

    def _with_former_id(self, name: str) -> list[Path]:
        if re.fullmatch(ID_PATTERN, name) is None:
            return []
        return [path for path in self._files() if name in _former_ids(path)]

    def _stray_files(self) -> Iterator[Problem]:
        """Files that look like exercises and are none: they would be left out without a word."""
        for folder in self._folders():
            for path in _listed(folder, ".yml"):
                yield Problem(path, 1, 1, "the name of an exercise file must end in .yaml")
        for path in _listed(self.exercises, ".yaml"):
            yield Problem(path, 1, 1, "an exercise file must lie in the folder of a chapter")


def _listed(folder: Path, suffix: str) -> list[Path]:
    try:
        return sorted(one for one in folder.iterdir() if one.suffix == suffix and not one.name.startswith("."))
    except OSError as error:
        raise UserError(f"{folder} cannot be read: {error.strerror or error}") from None


def _head(path: Path) -> bytes:
    try:
        return reading.read_bytes(path)
    except CatalogueError:
        return b""  # loading the exercise says what is wrong with its file


def _order(path: Path) -> int:
    found = re.search(rb"^order:[ \t]*([0-9]{1,9})\b", _head(path), re.MULTILINE)
    return int(found[1]) if found is not None else 0


def _former_ids(path: Path) -> list[str]:
    data = _head(path)
    if b"former_ids" not in data:
        return []
    try:
        node = reading.read_tree(path, data).at(("former_ids",))
    except CatalogueError:
        return []
    items = node.items if isinstance(node, positions.Sequence) else []
    return [item.text for item in items if isinstance(item, positions.Scalar)]


# ------------------------------------------------------------------------------------------------------ chapters


def _title_from_name(name: str) -> str:
    words = re.sub(r"^[0-9]+[-_]?", "", name).replace("-", " ").replace("_", " ").strip()
    return (words[:1].upper() + words[1:]) or name


def _read_chapter(folder: Path) -> dict[str, str]:
    path = folder / _CHAPTER_FILE
    if not path.exists():
        return {}
    tree = reading.read_tree(path, reading.read_bytes(path))
    plain = positions.to_plain(tree.root, lambda _: False)
    if not tree.problems and _is_chapter(plain):
        return {key: value.strip() for key, value in plain.items()}
    from grader.catalogue.schema import ChapterKeys

    problems = list(tree.problems)
    conform(tree, plain, ChapterKeys, problems)
    raise CatalogueError(problems)


def _is_chapter(plain: object) -> bool:
    """Whether pydantic need not be asked, which would take longer than all the rest."""
    return (
        isinstance(plain, dict)
        and plain.keys() <= {"title", "intro", "summary"}
        and "title" in plain
        and all(isinstance(value, str) and value.strip() for value in plain.values())
    )


# ------------------------------------------------------------------------------------------------------ all together


def _duplicate_problems(name: str, paths: list[Path]) -> list[Problem]:
    problems = []
    for path in paths:
        others = ", ".join(str(other) for other in paths if other != path)
        problems.append(Problem(path, 1, 1, f"the id `{name}` also belongs to {others}"))
    return problems


def _between(paths: list[Path], loaded: list[Exercise]) -> Iterator[Problem]:
    owners: dict[str, list[Path]] = defaultdict(list)
    for path in paths:
        owners[path.stem].append(path)
    for exercise in loaded:
        for former in exercise.former_ids:
            owners[former].append(exercise.path)
    for name, files in owners.items():
        if len(files) > 1:
            yield from _duplicate_problems(name, files)
    for exercise in loaded:
        for number, name in enumerate(exercise.requires):
            if name not in owners:
                message = f"there is no exercise `{name}`{did_you_mean(name, owners)}"
                yield _problem_in(exercise.path, ("requires", number), message)


def _problem_in(path: Path, loc: positions.Loc, message: str) -> Problem:
    mark = reading.read_tree(path, reading.read_bytes(path)).at(loc).mark
    return Problem(path, mark.line, mark.column, message)


# ------------------------------------------------------------------------------------------------------ finding


def find_course(explicit: Path | None, cwd: Path, environ: Mapping[str, str]) -> Course:
    """The course to work with: the one named, that of ``GRADER_COURSE``, that of a ``grader.toml``, or the shipped one.

    Args:
        explicit: what was given on the command line.
        cwd: where the search for a ``grader.toml`` begins, upwards; never a folder with submissions, whose
            ``grader.toml`` would become trusted.

    Raises:
        UserError: if what was named is no course.
    """
    if explicit is not None:
        return _course_at(cwd / explicit, "--course")
    named = environ.get(COURSE_VARIABLE)
    if named:
        return _course_at(cwd / named, COURSE_VARIABLE)
    for folder in (cwd, *cwd.parents):
        file = folder / COURSE_FILE
        if _is_file(file):
            return _course_at(folder / _course_in_toml(file), str(file))
    return shipped_course()


def shipped_course() -> Course:
    """The course that comes with the grader: beside the package in a checkout, inside it when installed."""
    package = Path(grader.__file__).resolve().parent
    checkout = package.parent
    # First: an editable install may hold an old copy inside the package.
    if (checkout / "pyproject.toml").is_file() and (checkout / "exercises").is_dir():
        return Course(checkout)
    if (package / "_course" / "exercises").is_dir():
        return Course(package / "_course")
    raise GraderFault("this installation has no course in it; install it again, or name a course with --course")


def _course_at(root: Path, origin: str) -> Course:
    try:
        root = root.resolve()
    except (OSError, RuntimeError) as error:  # a circle of links, by the version of Python
        raise UserError(f"{origin}: {root} cannot be read: {error}") from None
    if not root.is_dir():
        raise UserError(f"{origin}: there is no folder {root}")
    if not (root / "exercises").is_dir():
        raise UserError(f"{origin}: {root} is no course: it has no folder `exercises`")
    return Course(root)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder above that may not be read
        return False


def _course_in_toml(file: Path) -> str:
    import tomllib

    try:
        with file.open("rb") as opened:
            data = opened.read(_MAX_TOML_BYTES + 1)
        if len(data) > _MAX_TOML_BYTES:
            raise UserError(f"{file}: is longer than {_MAX_TOML_BYTES // 1000} kB")
        course = tomllib.loads(data.decode("utf-8-sig")).get("course", ".")
    except OSError as error:
        raise UserError(f"{file}: cannot be read: {error.strerror or error}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise UserError(f"{file}: is not TOML: {error}") from None
    if not isinstance(course, str) or "\0" in course:
        raise UserError(f'{file}: `course` must be the path of a folder, as text: course = "path"')
    return course
