"""The schema in the server that most editors use: completion, documentation, and errors at the right line."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from grader.catalogue import json_schema

_INSTALL_S = 180

GOOD = """\
# yaml-language-server: $schema=./exercise.schema.json
format: 1
id: set-result
title: Set a result
chapter: 01-futures
order: 10
difficulty: 2
objectives: [Resolve a future]
prompt: Do it.
starter: |
  x = ____value____
gaps:
  value: {answer: 1, ask: a number}
checks:
  - id: test_value
    title: The value
"""


class Server:
    """Speaks the language server protocol with a process."""

    def __init__(self, command: list[str]) -> None:
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._in: IO[bytes] = self._process.stdin
        self._out: IO[bytes] = self._process.stdout
        self._number = 0
        self.diagnostics: dict[str, list[dict[str, Any]]] = {}

    def ask(self, method: str, parameters: dict[str, Any]) -> Any:
        self._number += 1
        self._send({"id": self._number, "method": method, "params": parameters})
        while (message := self._next()).get("id") != self._number or "method" in message:
            pass
        return message.get("result")

    def tell(self, method: str, parameters: dict[str, Any]) -> None:
        self._send({"method": method, "params": parameters})

    def diagnose(self, uri: str) -> list[dict[str, Any]]:
        """What the server says of a file that was opened."""
        while uri not in self.diagnostics:
            self._next()
        return self.diagnostics.pop(uri)

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._in.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._in.flush()

    def _next(self) -> dict[str, Any]:
        length = 0
        while (line := self._out.readline().strip()) or not length:
            assert line, "the server ended"
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(self._out.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            items = message["params"].get("items") if isinstance(message.get("params"), dict) else None
            self._send({"id": message["id"], "result": [{} for _ in items] if items is not None else None})
        return message

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        self._in.close()
        self._out.close()


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    installed = shutil.which("yaml-language-server")
    if installed is not None:
        return [installed, "--stdio"]
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        pytest.skip("npm is not installed: the schema is not tried in yaml-language-server")
    folder = tmp_path_factory.mktemp("npm")
    arguments = [npm, "install", "--no-audit", "--no-fund", "--silent", "--prefix", str(folder), "yaml-language-server"]
    try:
        # What npm writes may name a package index that is nobody's business.
        done = subprocess.run(arguments, cwd=folder, capture_output=True, timeout=_INSTALL_S, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip("npm did not come to an end: the schema is not tried in yaml-language-server")
    script = folder / "node_modules/yaml-language-server/bin/yaml-language-server"
    if done.returncode != 0 or not script.exists():
        pytest.skip("yaml-language-server could not be installed: the schema is not tried in it")
    return [node, str(script), "--stdio"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("course")
    (path / "exercise.schema.json").write_text(json.dumps(json_schema()), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def server(command: list[str], folder: Path) -> Iterator[Server]:
    one = Server(command)
    try:
        capabilities = {
            "textDocument": {
                "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
                "hover": {"contentFormat": ["markdown"]},
                "publishDiagnostics": {},
            },
            "workspace": {"configuration": True},
        }
        one.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities})
        one.tell("initialized", {})
        yield one
    finally:
        one.close()


def opened(server: Server, folder: Path, name: str, text: str) -> str:
    uri = (folder / name).as_uri()
    document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
    server.tell("textDocument/didOpen", {"textDocument": document})
    return uri


def line_of(text: str, start: str) -> int:
    return next(number for number, line in enumerate(text.split("\n")) if line.startswith(start))


def test_a_good_exercise_has_no_errors(server: Server, folder: Path) -> None:
    uri = opened(server, folder, "good.yaml", GOOD)
    assert server.diagnose(uri) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "expected"),
    [
        ("difficulty: 2", "difficulty: 9", "difficulty:", "maximum of 5"),
        ("order: 10", "order: ten", "order:", 'Expected "integer"'),
        ("prompt: Do it.", "promt: Do it.", "promt:", "Property promt is not allowed"),
        ("    title: The value", "    titel: The value", "    titel:", "Property titel is not allowed"),
    ],
)
def test_errors_stand_at_the_right_line(  # noqa: PLR0913, PLR0917 - the parts of a case, and two fixtures
    old: str, new: str, line: str, expected: str, server: Server, folder: Path
) -> None:
    text = GOOD.replace(old, new)
    uri = opened(server, folder, f"bad-{line.strip(' :')}.yaml", text)
    found = server.diagnose(uri)
    at_line = [one["message"] for one in found if one["range"]["start"]["line"] == line_of(text, line)]
    assert any(expected in message for message in at_line), found


@pytest.mark.parametrize(
    "key", sorted(set(json_schema()["properties"]) & {line.split(":")[0] for line in GOOD.split()})
)
def test_every_key_says_what_it_means(key: str, server: Server, folder: Path) -> None:
    uri = opened(server, folder, f"hover-{key}.yaml", GOOD)
    position = {"line": line_of(GOOD, f"{key}:"), "character": 1}
    hover = server.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": position})
    description = json_schema()["properties"][key]["description"].split("`")[0]
    assert hover is not None
    shown = str(hover["contents"]).replace("\\\\", "").replace("&#x27;", "'")
    assert description.split("'")[0].split("_")[0].strip() in shown.replace("\\", "")


def test_missing_keys_are_offered_with_their_meaning(server: Server, folder: Path) -> None:
    text = GOOD + "\n"
    uri = opened(server, folder, "completion.yaml", text)
    position = {"line": text.count("\n"), "character": 0}
    answer = server.ask("textDocument/completion", {"textDocument": {"uri": uri}, "position": position})
    offered = {item["label"]: item for item in answer["items"]}
    assert {"hints", "misconceptions", "accept", "equivalent_mutants", "learned"} <= set(offered)
    assert "format" not in offered
    assert "Wrong answers that learners give" in str(offered["misconceptions"]["documentation"])


def test_keys_inside_a_check_are_offered(server: Server, folder: Path) -> None:
    text = GOOD + "    \n"
    uri = opened(server, folder, "inside.yaml", text)
    position = {"line": text.count("\n") - 1, "character": 4}
    answer = server.ask("textDocument/completion", {"textDocument": {"uri": uri}, "position": position})
    offered = {item["label"] for item in answer["items"]}
    assert {"points", "evidence", "hidden_inputs"} <= offered
