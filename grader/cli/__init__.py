"""The command line: each command parses, calls, renders and says how it ended. Nothing below it prints or exits."""

from grader.cli.app import main

__all__ = ["main"]
