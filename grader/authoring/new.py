"""The files of a new exercise: comments in them teach the format, and marks say what the author has to write."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from grader.authoring.gates.texts import FILL
from grader.authoring.taking import Taken, take_out
from grader.authoring.writing import write_text
from grader.catalogue import Course
from grader.catalogue.gaps import parse
from grader.catalogue.names import ID_PATTERN, module_name, why_not_a_file_name
from grader.catalogue.render import fill, finished
from grader.errors import UserError

_STEP = 10


@dataclass(frozen=True, slots=True)
class Place:
    """Where a new exercise goes."""

    course: Course
    chapter: str
    id: str

    @property
    def yaml(self) -> Path:
        return self.course.exercises / self.chapter / f"{self.id}.yaml"

    @property
    def checks(self) -> Path:
        return self.course.exercises / self.chapter / f"{module_name(self.id)}_checks.py"

    @property
    def solution(self) -> Path:
        return self.course.solutions / self.chapter / f"{module_name(self.id)}.py"


def read_place(course: Course, text: str) -> Place:
    """The place that ``CHAPTER/ID`` names; ``UserError`` if it cannot be one, or is taken."""
    chapter, slash, name = text.partition("/")
    for part in (chapter, name):
        if not slash or re.fullmatch(ID_PATTERN, part) is None:
            raise UserError(
                f"{text}: write CHAPTER/ID in small letters, digits and hyphens, such as 03-tasks/two-tasks"
            )
    reason = why_not_a_file_name(name)
    if reason is not None:
        raise UserError(f"{text}: {reason}")
    if name in course.ids():
        raise UserError(f"there is an exercise {name} already: {course.path_of(name)}")
    place = Place(course, chapter, name)
    for path in (place.yaml, place.checks, place.solution):
        if path.exists():
            raise UserError(f"{path} is there already")
    return place


def make_course(root: Path) -> Course:
    """The course in a folder, made if there is none: its folders, a ``grader.toml``, the schema for editors."""
    from grader.catalogue import json_schema

    course = Course(root.absolute())
    if not course.exercises.is_dir():
        for folder in (course.exercises, course.solutions):
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise UserError(f"{folder} cannot be made: {error.strerror}") from None
        write_text(course.root / "grader.toml", 'course = "."\n')
        write_text(course.root / "exercise.schema.json", json.dumps(json_schema(), indent=2) + "\n")
    return course


# ------------------------------------------------------------------------------------------------------ the files


def new_exercise(place: Place) -> tuple[Path, ...]:
    """Write the files of an exercise to start from; the paths written."""
    words = _words(place)
    exercise, checks = (_filled(_template(name), words) for name in ("exercise.yaml", "checks.txt"))
    return _write(place, _with_schema(place, exercise), checks, _solution(exercise))


def exercise_from(place: Place, source: str, parts: Sequence[Taken], printed: str | None) -> tuple[Path, ...]:
    """Write the files of an exercise made of a working program; the paths written.

    Args:
        parts: what is taken out of it.
        printed: what the program prints when it is run, if that can be checked.
    """
    tree = parse(finished(source))
    if isinstance(tree, SyntaxError):
        raise UserError(f"the program has a syntax error in line {tree.lineno}: {tree.msg}")
    starter, answers = take_out(source, parts)
    checks, listed = _checks_for(place, tree, printed)
    exercise = _exercise_for(place, starter, answers, listed)
    return _write(place, _with_schema(place, exercise), checks, fill(starter, answers))


def _write(place: Place, exercise: str, checks: str, solution: str) -> tuple[Path, ...]:
    texts = {place.yaml: exercise, place.checks: checks, place.solution: solution}
    chapter = place.yaml.with_name("chapter.yaml")
    if not chapter.exists():
        texts[chapter] = f"title: {_title(place.chapter)}\n"
    for path, text in texts.items():
        write_text(path, text)
    return tuple(texts)


def _template(name: str) -> str:
    return resources.files("grader.authoring").joinpath("templates", name).read_text(encoding="utf-8")


def _words(place: Place) -> dict[str, str]:
    return {
        "ID": place.id,
        "MODULE": module_name(place.id),
        "CHAPTER": place.chapter,
        "ORDER": str(_next_order(place)),
    }


def _filled(template: str, words: Mapping[str, str]) -> str:
    for name, word in words.items():
        template = template.replace(f"@{name}@", word)
    return template


def _with_schema(place: Place, exercise: str) -> str:
    """With the line by which an editor finds the schema, where the course has it."""
    if not (place.course.root / "exercise.schema.json").exists():
        return exercise
    return f"# yaml-language-server: $schema=../../exercise.schema.json\n{exercise}"


def _next_order(place: Place) -> int:
    folder = place.yaml.parent
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in folder.glob("*.yaml")]
    orders = [int(found[1]) for text in texts if (found := re.search(r"^order:\s*(\d+)", text, re.MULTILINE))]
    return max(orders, default=0) // _STEP * _STEP + _STEP


def _title(chapter: str) -> str:
    words = re.sub(r"^[0-9]+-", "", chapter).replace("-", " ")
    return words[:1].upper() + words[1:]


def _solution(exercise: str) -> str:
    """The solution of the exercise that the template is."""
    import yaml

    data = yaml.safe_load(exercise)
    return fill(data["starter"], {name: gap["answer"] for name, gap in data["gaps"].items()})


# ------------------------------------------------------------------------------------------------------ from a program


def _exercise_for(place: Place, starter: str, answers: Mapping[str, str], listed: str) -> str:
    head, _, rest = _filled(_template("exercise.yaml"), _words(place)).partition("# What the learner reads")
    prompt = "# What the learner reads" + rest.partition("  **Your task.**")[0]
    prompt += "  **Your task.** FILL: how the program must behave when the gaps are filled.\n"
    gaps = "".join(
        f'  {name}:\n    answer: |-\n{_indented(text, 6)}    ask: "{FILL} what belongs here, without saying how"\n'
        for name, text in answers.items()
    )
    return (
        f"{head}{prompt}\n"
        f"# The program that the learner gets. ____name____ is a gap.\n"
        f"starter: |\n{_indented(starter, 2)}\n"
        f"# Each gap: the right text, and what the learner is told to put there.\n"
        f"gaps:\n{gaps}\n"
        f"# The gentlest first. Only the last may hold an answer.\n"
        f'hints:\n  - "{FILL} a question that leads on"\n\n'
        f"# What a run may use; the solution should need a tenth of it.\n"
        f"limits: {{cpu_s: 2, memory_mb: 256}}\n\n"
        f"# The hidden checks: the pytest functions in {module_name(place.id)}_checks.py.\n"
        f"checks:\n{listed}\n"
        f"# Wrong answers that learners will give, each with `id`, `gaps` (or `program`), `caught_by`, `max_points`\n"
        f"# and `message`; and other right answers, each with `id` and `gaps` (or `program`).\n"
        f"misconceptions: []\n"
        f"accept: []\n\n"
        f'# Shown after a pass.\nlearned: "{FILL} the one thing to take home"\n'
    )


def _indented(text: str, by: int) -> str:
    return "".join(f"{' ' * by}{line}\n" if line.strip() else "\n" for line in text.rstrip("\n").split("\n"))


def _checks_for(place: Place, tree: ast.Module, printed: str | None) -> tuple[str, str]:
    """A checks file for a program, and how the exercise lists its checks."""
    head = f'"""Hidden checks of {place.id}."""\n'
    if printed:
        check = (
            "def test_prints_the_result(run):\n"
            f"    seen = run.script()\n"
            f'    assert seen.stdout == {_literal(printed)}, "The program printed something else."\n'
        )
        listed = (
            "  - id: test_prints_the_result\n    title: The program prints the right result\n    evidence: output\n"
        )
        return f"{head}\n\n{check}", listed
    name = next(_functions(tree), None)
    if name is None:
        raise UserError("the program prints nothing and has no function: there is nothing that a check could see")
    check = (
        f"def test_{name.lower().strip('_')}(run):\n"
        f'    seen = run.call("{name}")  # {FILL} its arguments; a probe stands for an awaitable function\n'
        f"    assert seen.value is None  # {FILL} what must come back\n"
    )
    listed = f'  - id: test_{name.lower().strip("_")}\n    title: "`{name}` returns the right value"\n'
    return f"{head}\n\n{check}", listed


def _literal(text: str) -> str:
    lines = text.splitlines(keepends=True)
    if len(lines) == 1:
        return json.dumps(text)
    body = "\n".join(f"        {json.dumps(line)}" for line in lines)
    return f"(\n{body}\n    )"


def _functions(tree: ast.Module) -> Iterator[str]:
    return (node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def output_of(source: str, isolation: str) -> str | None:
    """What a program prints when it is run as a script; ``None`` if it fails or prints nothing."""
    from grader.model import Ending, Isolate, Job, Limits
    from grader.sandbox import Program, open_runner

    runner = open_runner(isolation)
    try:
        session = runner.session(Program(finished(source), "program.py"), Limits(), Isolate.SUBMISSION)
        seen = session.run(Job())
        session.close()
    finally:
        runner.close()
    ended_well = seen.ending is Ending.RETURNED or (seen.ending is Ending.EXITED and not seen.exit_code)
    return seen.stdout or None if ended_well and not seen.truncated else None
