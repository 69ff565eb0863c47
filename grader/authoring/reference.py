"""The reference page of the exercise format, written from the models that validate it.

``python -m grader.authoring.reference docs/reference/exercise-format.md`` writes it anew.
"""

from __future__ import annotations

import sys
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from grader.catalogue.schema import ChapterKeys, ExerciseKeys

_INTRO: Final = """\
# The exercise format

One YAML file describes an exercise; `grader schema` prints its JSON Schema for editors, `grader new` writes one to
start from, `grader verify` says what is wrong with one. YAML's surprises are refused: aliases, duplicate keys, and
values of the wrong type, such as a number where a text belongs. The text of a gap is taken as it is written, so
`answer: 0` is the text `0`.

A hint may also be a text alone. Ids of mutants, under `equivalent_mutants`, are those that `grader verify` prints.
"""


def exercise_reference() -> str:
    """The page as Markdown: every key with its type, its default and what it means."""
    parts = [_INTRO, _section("Keys", ExerciseKeys)]
    parts += [_section(name, model) for name, model in _inner_models(ExerciseKeys)]
    parts.append(_section("chapter.yaml", ChapterKeys))
    return "\n".join(parts)


def _section(title: str, model: type[BaseModel]) -> str:
    rows = "".join(_row(name, field) for name, field in model.model_fields.items())
    about = " ".join((model.__doc__ or "").split())
    return f"## {title}\n\n{about}\n\n| key | type | if not given | meaning |\n|---|---|---|---|\n{rows}"


def _row(name: str, field: FieldInfo) -> str:
    cells = (f"`{name}`", _type(field.annotation, field.metadata), _default(field), field.description or "")
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "needed"
    default = field.default
    if default in ("", [], {}) or field.default_factory is not None:
        return ""
    if isinstance(default, bool):
        return str(default).lower()
    return f"{default:.10g}" if isinstance(default, float) else str(default)


def _type(annotation: Any, metadata: list[Any]) -> str:
    text = _name_of(annotation)
    low = next((one for data in metadata for one in _bounds(data, "ge", "at least ")), "")
    low = low or next((one for data in metadata for one in _bounds(data, "gt", "more than ")), "")
    high = next((one for data in metadata for one in _bounds(data, "le", "at most ")), "")
    return ", ".join(filter(None, (text, low, high)))


def _bounds(data: Any, name: str, words: str) -> Iterator[str]:
    value = getattr(data, name, None)
    if value is not None:
        yield f"{words}{value:.10g}"


def _name_of(annotation: Any) -> str:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        text = _name_of(arguments[0])
    elif origin is typing.Literal:
        text = ", ".join(f"`{one}`" for one in arguments)
    elif origin is list:
        text = f"list of {_name_of(arguments[0])}"
    elif origin is dict:
        text = f"by name: {_name_of(arguments[1])}"
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        text = "keys, see below"
    else:
        text = _WORDS[annotation]
    return text


_WORDS: Final[dict[Any, str]] = {str: "text", int: "whole number", float: "number", bool: "true or false"}


def _inner_models(model: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    """The models that keys of ``model`` hold, by the key."""
    for name, field in model.model_fields.items():
        inner = _model_in(field.annotation)
        if inner is not None:
            yield name, inner


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(one) for one in typing.get_args(annotation))
    return next((one for one in found if one is not None), None)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(exercise_reference(), encoding="utf-8")
