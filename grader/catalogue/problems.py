"""pydantic's errors, said in the words of the person who wrote the file and at the place in it."""

from __future__ import annotations

import json
import typing
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from grader.catalogue import names
from grader.catalogue.names import did_you_mean
from grader.catalogue.positions import Broken, Kind, Loc, Mapping, Mark, Node, Scalar, Sequence, Tree
from grader.errors import Problem

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_SHOWN = 40


def explain(errors: list[ErrorDetails], tree: Tree, model: type[BaseModel]) -> tuple[list[Problem], list[Loc]]:
    """The problems, and the places whose values are not to be looked at further."""
    problems, bad = [], []
    for error in errors:
        loc: Loc = tuple(step for step in error["loc"] if step != "[key]")
        bad.append(loc)
        # The parent of a missing key may be what was refused; nothing more is said there.
        if isinstance(tree.at(loc), Broken):
            continue
        mark, message = _explain_one(error, loc, tree, model)
        problems.append(Problem(tree.path, mark.line, mark.column, message))
    return problems, bad


def _explain_one(error: ErrorDetails, loc: Loc, tree: Tree, model: type[BaseModel]) -> tuple[Mark, str]:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return tree.key_mark(loc), _unknown_key(loc, model)
    if kind == "missing":
        return tree.at(loc[:-1]).mark, f"{_place(loc[:-1])}the key `{loc[-1]}` is missing"
    if "[key]" in error["loc"]:
        return tree.key_mark(loc), f"`{loc[-1]}` cannot name a gap: {_PATTERNS['gap']}"
    node = tree.at(loc)
    if kind == "model_type" and loc[0] == "hints":
        kind = "string_type"  # the short form is what most authors write
    return node.mark, f"{_name(loc)} {_requirement(kind, context, node, error)}"


def _requirement(kind: str, context: dict[str, Any], node: Node, error: ErrorDetails) -> str:
    if kind in _TYPES:
        text = f"must be {_TYPES[kind]}{_instead(kind, node)}"
    elif kind in {"model_type", "dict_type"}:
        text = f"must hold keys{_instead(kind, node)}"
    elif kind in _BOUNDS:
        text = f"must be {_BOUNDS[kind]} {next(iter(context.values())):g}"
    elif kind == "literal_error":
        text = _one_of(context["expected"], node)
    elif kind == "too_short":
        least = context["min_length"]
        text = "must not be empty" if least == 1 else f"must have {least} items at least"
    elif kind in {"too_long", "string_too_long"}:
        text = f"is longer than {context['max_length']}"
    elif kind == "string_pattern_mismatch":
        text = _pattern(context["pattern"], node)
    else:  # pragma: no cover - the models raise no others; one that is added must not end in a traceback
        text = f"is not right: {error['msg']}"
    return text


_BOUNDS = {"greater_than": "more than", "greater_than_equal": "at least", "less_than_equal": "at most"}

_TYPES = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "a number",
    "bool_type": "true or false",
    "list_type": "a list",
}

_PATTERNS = {
    "gap": "use small letters, digits and single underscores, a letter first",
    "id": "use small letters, digits and hyphens",
    "check": "write the name of the test: `test_x`, or `TestClass::test_x`",
    "python": 'write ">=3.N" in quotes, such as ">=3.11"',
    "main_file": "write a plain file name such as `main.py`: letters, digits and underscores",
    "package": "write the name of a package",
    "mutant": "copy the id that `grader verify` prints",
    "address": "write a web address that begins with https://",
}


def _pattern(pattern: str, node: Node) -> str:
    rule = {
        names.ID_PATTERN: "id",
        names.CHECK_PATTERN: "check",
        names.PYTHON_PATTERN: "python",
        names.MAIN_FILE_PATTERN: "main_file",
        names.PACKAGE_PATTERN: "package",
        names.MUTANT_PATTERN: "mutant",
        r"^https?://\S+$": "address",
    }.get(pattern)
    return "must not be empty" if rule is None else f"cannot be {_shown(node)}: {_PATTERNS[rule]}"


def _instead(kind: str, node: Node) -> str:
    """What stands there in place of the right thing, and what was probably meant."""
    if isinstance(node, Scalar):
        return _instead_of_scalar(kind, node)
    found = "a list" if isinstance(node, Sequence) else "keys"
    if kind != "string_type":
        return f", not {found}"
    if isinstance(node, (Sequence, Mapping)) and node.source is not None:
        return f", but YAML reads {_shown(node)} as {found}: put it in quotes"
    return f", but YAML reads {found} here: put the text in quotes, or in a block that begins with `|`"


def _instead_of_scalar(kind: str, node: Scalar) -> str:
    if node.kind is Kind.NULL and node.text == "":
        return ", but nothing stands here: write it, or remove the key"
    if kind == "string_type":
        return f", but YAML reads {node.text} as {node.kind.phrase}: put it in quotes: {json.dumps(node.text)}"
    if kind == "bool_type":
        return f", not {_shown(node)}"
    if kind == "list_type":
        return f", not {_shown(node)}: write [{node.text[:_SHOWN]}], or lines that begin with `- `"
    if kind in {"int_type", "float_type", "int_from_float", "finite_number"} and node.kind is Kind.ODD_NUMBER:
        return f", and {node.text} is read in more than one way: write plain digits"
    return f", not {_shown(node)}"


def _one_of(expected: str, node: Node) -> str:
    choices = [choice.strip("'") for choice in expected.replace(" or ", ", ").split(", ")]
    text = node.text if isinstance(node, Scalar) else ""
    return f"must be {expected.replace(chr(39), '`')}, not {_shown(node)}{did_you_mean(text, choices)}"


def _shown(node: Node) -> str:
    if isinstance(node, Scalar):
        text = node.text.strip().split("\n")[0]
    else:
        text = getattr(node, "source", None) or ("a list" if isinstance(node, Sequence) else "keys")
    return f"`{text[:_SHOWN]}…`" if len(text) > _SHOWN else f"`{text}`"


def _name(loc: Loc) -> str:
    """How to name the value at ``loc``: by its key, or by the list that it is in."""
    if not loc:
        return "the file"
    if isinstance(loc[-1], str):
        return f"`{loc[-1]}`"
    return f"item {loc[-1] + 1} of `{loc[-2]}`" if len(loc) > 1 else f"item {loc[-1] + 1}"


def _place(loc: Loc) -> str:
    return f"in {_name(loc)}: " if loc else ""


# ------------------------------------------------------------------------------------------------------ keys


def _unknown_key(loc: Loc, model: type[BaseModel]) -> str:
    word = str(loc[-1])
    known = _model_at(loc[:-1], model)
    message = f"unknown key `{word}`"
    owners = [name for name, keys in _places_of_keys(model) if word in keys]
    meant = f"; it belongs in {owners[0]}" if owners else did_you_mean(word, known.model_fields)
    if not meant and " " in word and loc[0] != "hints":
        meant = "; inside braces, a text that holds a comma needs quotes"
    if not meant and loc[0] == "hints":
        meant = "; a text that holds `: ` needs quotes"
    return message + meant


def _places_of_keys(model: type[BaseModel]) -> list[tuple[str, Any]]:
    inner = [(name, _inner_model(info.annotation)) for name, info in model.model_fields.items()]
    below = [(f"`{name}`", one.model_fields) for name, one in inner if one is not None]
    return [("the top level", model.model_fields), *below]


def _model_at(loc: Loc, model: type[BaseModel]) -> type[BaseModel]:
    current = model
    for step in loc:
        info = current.model_fields.get(step) if isinstance(step, str) else None
        below = _inner_model(info.annotation) if info is not None else None
        current = below or current
    return current


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    """The model that an annotation such as ``dict[str, Model]`` or ``list[Annotated[Model, ...]]`` holds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_inner_model(one) for one in typing.get_args(annotation))
    return next((one for one in found if one is not None), None)
