"""Python cannot read the program: the place, and what it probably means."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from grader.feedback.context import Context, quote
from grader.feedback.syntax import Source, SyntaxProblem
from grader.model import Diagnosis

SLUG = "syntax-error"

_KEYWORDS_WITH_COLON = re.compile(r"(async\s+)?(def|class|if|elif|else|for|while|with|try|except|finally|match|case)\b")


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the compiler's message means. ``{line}`` and ``{word}`` in a text stand for what was found."""

    pattern: re.Pattern[str]
    what: str
    why: str
    ask: str
    applies: Callable[[Source, SyntaxProblem], bool] = lambda source, problem: True


def explain(context: Context) -> Diagnosis | None:
    problem = context.source.problem
    if problem is None:
        return None
    for reading in _READINGS:
        found = reading.pattern.search(problem.message)
        if found is not None and reading.applies(context.source, problem):
            words = {key: quote(value, 40) for key, value in found.groupdict().items() if value}
            place = context.place(problem.line, problem.column)
            return context.say(
                SLUG,
                what=_fill(reading.what, problem.line, words),
                where=place,
                why=_fill(reading.why, problem.line, words),
                ask=_fill(reading.ask, problem.line, words),
            )
    return context.say(
        SLUG,
        what=f"Python cannot read line {problem.line}: {problem.message}.",
        where=context.place(problem.line, problem.column),
        why="Python reads the whole file before it runs any of it, and this line does not fit its grammar. The "
        "cause may also be the end of the line before.",
        ask="Compare the line, sign by sign, with one like it that works. What is different at the mark?",
    )


def _fill(text: str, line: int, words: dict[str, str]) -> str:
    """Put in what was found. The found text is never itself read as a template."""
    return re.sub(r"\{(\w+)\}", lambda m: str(line) if m.group(1) == "line" else words.get(m.group(1), ""), text)


def _is_header(source: Source, problem: SyntaxProblem) -> bool:
    return _KEYWORDS_WITH_COLON.match(source.text(problem.line).strip()) is not None


def _lacks_colon(source: Source, problem: SyntaxProblem) -> bool:
    return _is_header(source, problem) and ":" not in source.text(problem.line)


def _starts_with(*words: str) -> Callable[[Source, SyntaxProblem], bool]:
    pattern = re.compile(rf"\s*({'|'.join(words)})\b")
    return lambda source, problem: pattern.match(source.text(problem.line)) is not None


def _old_raise(source: Source, problem: SyntaxProblem) -> bool:
    return re.match(r"\s*(raise\s+\w+\s*,|except\s+\w+\s*,\s*\w+\s*:)", source.text(problem.line)) is not None


def _mixed_quotes(source: Source, problem: SyntaxProblem) -> bool:
    text = source.text(problem.line)[problem.column :]
    other = {"'": '"', '"': "'"}.get(text[:1])
    return other is not None and other in text


def _plain_function_around(source: Source, problem: SyntaxProblem) -> bool:
    """Whether the nearest function header that is indented less is a plain ``def``."""
    indent = source.indent(problem.line)
    for line in range(problem.line - 1, 0, -1):
        text = source.text(line)
        if text.strip() and source.indent(line) < indent:
            if re.match(r"\s*async\s+def\b", text):
                return False
            if re.match(r"\s*def\b", text):
                return True
            indent = source.indent(line)
    return False


_COLON_WHY = (
    "A line that opens a block (`if`, `for`, `while`, `def`, `with`, `else`, ...) ends in a colon; the block stands "
    "below it, indented."
)
_COLON_ASK = "With which sign does a line that opens a block end?"
_OUTSIDE_WHY = (
    "`await`, `async for` and `async with` hand control to the event loop, and only a function that says `async "
    "def` can do that."
)

_READINGS = (
    _Reading(
        re.compile(r"inconsistent use of tabs"),
        "Line {line} is indented with another mix of tabs and spaces than the lines before it.",
        "Python compares the indentation of lines sign by sign. A tab and some spaces may look the same in an "
        "editor, and are not.",
        "Can your editor turn every tab into spaces?",
    ),
    _Reading(
        re.compile(r"expected an indented block after (?P<opener>.+) on line (?P<header>\d+)"),
        "The block that the {opener} on line {header} opens has no body: line {line} is not indented.",
        "What belongs to a block stands below it, indented by the same number of spaces, four as a rule.",
        "Which lines belong inside the block of line {header}?",
    ),
    _Reading(
        re.compile(r"unexpected indent"),
        "Line {line} is indented more than the line before it, and nothing opened a block.",
        "Indentation says which block a line belongs to. It may grow only after a line that ends in a colon.",
        "Which block should line {line} belong to?",
    ),
    _Reading(
        re.compile(r"unindent does not match"),
        "The indentation of line {line} fits no block that is open there.",
        "A block ends where the indentation goes back to exactly that of an outer block.",
        "With which line above should line {line} be flush?",
    ),
    _Reading(
        re.compile(r"Missing parentheses in call to '(?P<word>\w+)'"),
        "Line {line} uses `{word}` the way Python 2 did, without parentheses.",
        "Since Python 3, `{word}` is a function, and a function is called with parentheses round its arguments.",
        "How do you call any other function with that argument?",
    ),
    _Reading(
        re.compile(r"invalid syntax|multiple exception types"),
        "Line {line} is written the way Python 2 did it, with a comma after the exception's class.",
        "Since Python 3 an exception is made by calling its class, and `except ... as name` gives it a name.",
        "How do you make an object of a class, and how do you name what `except` caught?",
        _old_raise,
    ),
    _Reading(
        re.compile(r"expected ':'"),
        "A colon is missing on line {line}.",
        _COLON_WHY,
        _COLON_ASK,
        _is_header,
    ),
    _Reading(
        re.compile(r"invalid syntax"),
        "A colon is missing on line {line}.",
        _COLON_WHY,
        _COLON_ASK,
        _lacks_colon,
    ),
    _Reading(
        re.compile(r"'(?P<opener>[\[({])' was never closed"),
        "The bracket `{opener}` on line {line} is never closed.",
        "Python reads on until it finds the bracket that closes this one; it found the end of the file, or a line "
        "that cannot stand inside brackets.",
        "Where should the partner of this bracket stand? Count the brackets of each kind on the line.",
    ),
    _Reading(
        re.compile(r"closing parenthesis '(?P<word>.)' does not match opening parenthesis '(?P<opener>.)'"),
        "On line {line} a `{word}` closes what a `{opener}` opened.",
        "Brackets close in reverse order, each by its own kind.",
        "Which bracket was opened last before the mark?",
    ),
    _Reading(
        re.compile(r"unmatched '(?P<word>.)'"),
        "On line {line} there is a `{word}` too many: nothing before it opened a bracket of that kind.",
        "Each closing bracket needs one that opens before it.",
        "Is a bracket missing before the mark, or is this one not needed?",
    ),
    _Reading(
        re.compile(r"unterminated (f-)?string literal|unterminated triple-quoted"),
        "The string that begins at the mark on line {line} ends with another kind of quote, so for Python it does "
        "not end.",
        "A string ends with the very quote that it began with: `'` with `'`, and `\"` with `\"`.",
        "Which quote opens the string, and which one should close it?",
        _mixed_quotes,
    ),
    _Reading(
        re.compile(r"unterminated triple-quoted"),
        "The string with three quotes that begins on line {line} never ends.",
        "Such a string goes on, over any number of lines, until the same three quotes come again.",
        "Where should the string end?",
    ),
    _Reading(
        re.compile(r"unterminated (f-)?string literal"),
        "The string that begins at the mark on line {line} has no closing quote.",
        "A string in single quotes must end on the line where it began.",
        "Where should the string end?",
    ),
    _Reading(
        re.compile(r"Maybe you meant '==' or ':=' instead of '='|Maybe you meant '==' instead of '='"),
        "Line {line} has a single `=` where a value is expected.",
        "`=` gives a name a value, and is a statement of its own. Comparing is another operator.",
        "Do you want to assign here or to compare, and which operator compares?",
    ),
    _Reading(
        re.compile(r"Perhaps you forgot a comma"),
        "Two values stand side by side on line {line}, with nothing between them.",
        "Items and arguments are separated by commas. It may also be an operator that is missing, or a quote.",
        "What should stand between the two?",
    ),
    _Reading(
        re.compile(r"'(?P<word>await|async for|async with)' outside async function|asynchronous comprehension outside"),
        "Line {line} waits inside a function that is not `async`.",
        _OUTSIDE_WHY,
        "Which word must the line that defines this function begin with? And who will await the function then?",
        _plain_function_around,
    ),
    _Reading(
        re.compile(
            r"'(?P<word>await|async for|async with)' outside (async )?function|asynchronous comprehension outside"
        ),
        "Line {line} uses `await` (or its like) outside every `async def` function.",
        _OUTSIDE_WHY,
        "Into which `async def` function does this line belong, and who runs that function?",
    ),
    _Reading(
        re.compile(r"'yield from' inside async function"),
        "Line {line} has `yield from` inside an `async def` function.",
        "`yield from` is how coroutines waited before `async def` came. Inside `async def` another word does that.",
        "With which word does an `async def` function wait for another coroutine?",
    ),
    _Reading(
        re.compile(r"'return' with value in async generator"),
        "Line {line} returns a value from an `async def` function that also has a `yield`.",
        "A `yield` turns the function into an asynchronous generator, and such a generator hands out values only by "
        "`yield`.",
        "Should the function give one result, or many one after another?",
    ),
    _Reading(
        re.compile(r"'break', 'continue' and 'return' cannot appear in an except\* block"),
        "Line {line} leaves an `except*` block with `break`, `continue` or `return`.",
        "Several `except*` blocks may run for one group, so none of them may jump away.",
        "How can the block note what it saw, so that the code after it decides?",
    ),
    _Reading(
        re.compile(r"'(?P<word>return|yield|break|continue)' (outside|not properly in)"),
        "Line {line} has a `{word}` that is not inside a function or loop.",
        "`return` and `yield` belong in a function, `break` and `continue` in a loop. Indentation decides what is "
        "inside.",
        "To which function or loop should line {line} belong? Is it indented far enough?",
    ),
    _Reading(
        re.compile(r"expected 'except' or 'finally' block"),
        "The `try` before line {line} has neither `except` nor `finally`.",
        "`try` alone says only what to attempt. It needs at least one block that says what to do afterwards.",
        "What should happen if the attempt fails, or in any case afterwards?",
    ),
    _Reading(
        re.compile(r"invalid syntax"),
        "Line {line} begins with a word that continues a block, and there is no such block just above it.",
        "`else`, `elif`, `except` and `finally` stand flush with the `if`, `for`, `while` or `try` that they belong "
        "to, and nothing else may come between.",
        "Which line does it belong to, and are the two indented alike?",
        _starts_with("else", "elif", "except", "finally"),
    ),
    _Reading(
        re.compile(
            r"invalid (non-printable )?character '?(?P<word>[^' ]+)'?|invalid non-printable character (?P<code>\S+)"
        ),
        "Line {line} holds a character that Python does not know: `{word}{code}`.",
        "Text copied from a web page or a word processor often has curved quotes, long dashes or invisible spaces.",
        "Which plain sign of the keyboard should stand there?",
    ),
    _Reading(
        re.compile(r"cannot assign to (?P<word>[\w .]+?)( here)?(\.|$)"),
        "Line {line} tries to give a value to something that is no name: {word}.",
        "On the left of `=` stands the name, attribute or item that takes the value.",
        "Which name should hold the value?",
    ),
    _Reading(
        re.compile(r"null bytes"),
        "The file holds NUL characters, which no Python program may have.",
        "They come from a file that was saved as UTF-16, or that is not text at all.",
        "Can your editor save the file as UTF-8?",
    ),
    _Reading(
        re.compile(r"too deeply nested|too many nested parentheses"),
        "Expressions in the file are nested deeper than Python can read.",
        "The compiler follows every bracket and operator inside the one before, and has room for a limited depth only.",
        "Can the expression be built in several steps?",
    ),
)
