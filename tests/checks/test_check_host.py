from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from check_fakes import FakeRunner, exercise, open_fake, returns, submission, write_checks

from grader.checks.client import CheckHost, HostOutcome
from grader.checks.host import Host, find_opener
from grader.checks.plan import Plan
from grader.checks.runs import Beater
from grader.checks.wire import Wire, encode
from grader.errors import CatalogueError, GraderFault, SandboxUnavailable
from grader.model import CheckStatus, Exercise, Isolation

FAKES = f"{Path(__file__).with_name('check_fakes.py')}:"


@pytest.fixture
def host() -> Iterator[CheckHost]:
    with CheckHost(opener=FAKES + "open_fake", patience=10.0) as made:
        yield made


def pid_of(host: CheckHost) -> int:
    assert host._running is not None
    return host._running.process.pid


def simple(folder: Path, text: str = "def test_x(run): assert run(give, value=1).value == 1", **more: Any) -> Exercise:
    return exercise(write_checks(folder, text), "test_x", **more)


def status(outcome: HostOutcome) -> CheckStatus:
    (result,) = outcome.results
    return result.status


# ---------------------------------------------------------------------- the true process


def test_a_submission_is_judged_in_another_process(host: CheckHost, tmp_path: Path) -> None:
    text = """
    import os
    def test_x(run): assert run(give, value=1).value == 2, str(os.getpid())
    """
    outcome = host.run_checks(simple(tmp_path, text), submission())
    assert (status(outcome), outcome.results[0].message) == ("failed", str(pid_of(host)))
    assert (outcome.isolation, outcome.python) == (Isolation("fake", ("none",)), "3.fake")
    assert outcome.evidence_read == {"test_x": ("value",)}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sample_checks.py"]


def test_the_surroundings_of_the_client_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planted = tmp_path / "planted"
    planted.mkdir()
    for name in ("pytest.py", "asyncio.py", "conftest.py", "sitecustomize.py"):
        (planted / name).write_text("raise SystemExit('planted')")
    for name in ("PYTHONPATH", "PYTHONSTARTUP", "PYTHONHOME"):
        monkeypatch.setenv(name, str(planted))
    monkeypatch.setenv("PYTEST_ADDOPTS", "--deselect test_x -k nothing")
    monkeypatch.setenv("PYTEST_PLUGINS", "no_such_plugin")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    monkeypatch.setenv("CI", "true")
    monkeypatch.chdir(planted)
    text = """
    import os
    def test_x(run):
        kept = {name for name in os.environ if name.startswith("PYTEST_") or name == "CI"}
        assert kept <= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD"} and os.environ["PYTHONHASHSEED"] == "0"
    """
    with CheckHost(opener=FAKES + "open_fake") as host:
        assert status(host.run_checks(simple(tmp_path, text), submission())) == "passed"


def test_a_new_version_of_an_exercise_is_loaded_anew(host: CheckHost, tmp_path: Path) -> None:
    assert status(host.run_checks(simple(tmp_path), submission())) == "passed"
    changed = "def test_x(run): assert 0"
    assert status(host.run_checks(simple(tmp_path, changed), submission())) == "passed"
    assert status(host.run_checks(simple(tmp_path, changed, version="v2"), submission())) == "failed"


def test_mistakes_in_a_checks_file_are_told_and_the_host_goes_on(host: CheckHost, tmp_path: Path) -> None:
    broken, process = simple(tmp_path, "import no_such_module"), pid_of(host)
    for _ in range(2):
        with pytest.raises(CatalogueError) as caught:
            host.run_checks(broken, submission())
        (problem,) = caught.value.problems
        assert (problem.path, problem.line) == (broken.checks_path, 9 - 1)
    assert status(host.run_checks(simple(tmp_path), submission())) == "passed"
    assert pid_of(host) == process


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("os._exit(7)", r"The check host ended on sample\.py \(status 7\)\."),
        ("os.kill(os.getpid(), 9)", r"The check host ended on sample\.py \(status -9\)\."),
    ],
)
def test_a_host_that_dies_costs_only_its_submission(
    host: CheckHost, tmp_path: Path, statement: str, sentence: str
) -> None:
    deadly = simple(tmp_path, f"import os\ndef test_x(run): {statement}")
    with pytest.raises(GraderFault, match=sentence):
        host.run_checks(deadly, submission())
    assert status(host.run_checks(simple(tmp_path), submission())) == "passed"


def test_a_host_that_hangs_is_killed_with_what_it_started(tmp_path: Path) -> None:
    text = f"""
    import pathlib, subprocess, time
    def test_x(run):
        started = subprocess.Popen(["sleep", "1000"], start_new_session=True)
        pathlib.Path({str(tmp_path / "pid")!r}).write_text(str(started.pid))
        while True:
            time.sleep(1000)
    """
    with CheckHost(opener=FAKES + "open_fake", patience=10.0) as host:
        assert status(host.run_checks(simple(tmp_path), submission())) == "passed"
        first = pid_of(host)
        assert host._running is not None
        host._running.wire._socket.settimeout(0.5)  # the start may take long, the rest need not
        with pytest.raises(GraderFault, match=r"gave no sign of life for 10 seconds on sample\.py"):
            host.run_checks(simple(tmp_path, text, version="v2"), submission())
        assert host._running is None
        for pid in (first, int((tmp_path / "pid").read_text())):
            assert is_gone(pid)
        assert status(host.run_checks(simple(tmp_path, version="v3"), submission())) == "passed"


def is_gone(pid: int) -> bool:
    """Whether a process has ended, or does so soon: a kill is carried out a moment after it is sent."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    ended = bool(select.select([descriptor], [], [], 10.0)[0])
    os.close(descriptor)
    return ended


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the host ends when it next reads")
def test_a_host_that_hangs_ends_with_its_client(tmp_path: Path) -> None:
    text = f"""
    import os, pathlib, time
    def test_x(run):
        pathlib.Path({str(tmp_path / "pid")!r}).write_text(str(os.getpid()))
        os.kill(os.getppid(), 9)
        while True:
            time.sleep(1000)
    """
    simple(tmp_path, text)
    client = f"""
import pathlib, sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from check_fakes import exercise, submission
from grader.checks.client import CheckHost
CheckHost(opener={FAKES + "open_fake"!r}).run_checks(
    exercise(pathlib.Path({str(tmp_path / "sample_checks.py")!r}), "test_x"), submission()
)
"""
    assert subprocess.run([sys.executable, "-c", client], check=False, timeout=60).returncode == -signal.SIGKILL
    assert is_gone(int((tmp_path / "pid").read_text()))


def test_a_host_that_was_killed_while_idle_is_started_anew(host: CheckHost, tmp_path: Path) -> None:
    sample = simple(tmp_path)
    assert status(host.run_checks(sample, submission())) == "passed"
    assert host._running is not None
    process = host._running.process
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert status(host.run_checks(sample, submission())) == "passed"
    assert pid_of(host) != process.pid


@pytest.mark.parametrize(
    ("opener", "kind", "sentence"),
    [
        ("open_nothing", SandboxUnavailable, "^best: the machine has no such thing$"),
        ("open_broken", GraderFault, "^The check host failed: ValueError: broken opener$"),
        ("open_dying", GraderFault, r"^The check host ended as it started \(last words\)\.$"),
    ],
)
def test_a_sandbox_that_does_not_open_is_told_each_time(
    tmp_path: Path, opener: str, kind: type[GraderFault], sentence: str
) -> None:
    with CheckHost(opener=FAKES + opener) as host:
        for _ in range(2):
            with pytest.raises(kind, match=sentence):
                host.run_checks(simple(tmp_path), submission())


def test_closing_ends_the_process_and_can_be_done_twice() -> None:
    host = CheckHost(opener=FAKES + "open_fake")
    pid = pid_of(host)
    host.close()
    host.close()
    assert is_gone(pid)


# ---------------------------------------------------------------------- the host in this process


class Peer:
    """The client's end of a host that runs in a thread of this process."""

    def __init__(self, runner: FakeRunner) -> None:
        ours, theirs = socket.socketpair()
        self.wire = Wire(ours, patience=10.0)
        self.theirs = theirs
        self.thread = threading.Thread(target=Host(Wire(theirs), runner).serve)
        self.thread.start()
        self.hello = self.wire.receive()

    def ask(self, **request: Any) -> dict[str, Any]:
        self.wire.send(request)
        answer = self.wire.receive()
        assert answer is not None
        return answer

    def stop(self) -> None:
        self.wire.close()
        self.thread.join()
        self.theirs.close()


@pytest.fixture
def peer() -> Iterator[Peer]:
    made = Peer(FakeRunner(lambda job, results: returns(1)))
    yield made
    made.stop()


def test_the_host_says_hello_and_answers(peer: Peer, tmp_path: Path) -> None:
    assert peer.hello == {"isolation": ["fake", ["none"]], "python": "3.fake"}
    plan = Plan.of(simple(tmp_path))
    answer = peer.ask(checks=plan.checks_path, source="", plan=encode(plan))
    assert answer["verdicts"][0][2] == ["passed"]
    assert peer.ask(checks=plan.checks_path, source="") == answer


def test_the_host_tells_its_own_faults(peer: Peer, tmp_path: Path) -> None:
    plan = Plan.of(simple(tmp_path, data_files=("gone.txt",)))
    answer = peer.ask(checks=plan.checks_path, source="", plan=encode(plan))
    assert answer["unavailable"] is False
    assert answer["fault"].startswith("The exercise's data file gone.txt cannot be read")
    assert peer.ask(checks="unknown", source="")["fault"].startswith("The check host failed: KeyError")


def test_the_host_tells_mistakes_in_a_checks_file(peer: Peer, tmp_path: Path) -> None:
    plan = Plan.of(simple(tmp_path, "def test_x(nothing): pass"))
    (problem,) = peer.ask(checks=plan.checks_path, source="", plan=encode(plan))["problems"]
    assert problem[:3] == [plan.checks_path, 9 - 1, 1]


def test_the_host_stops_when_it_is_asked_to(peer: Peer) -> None:
    peer.wire.send({"do": "stop"})
    peer.thread.join()


def test_an_opener_is_found_in_a_module_or_a_file() -> None:
    assert find_opener("check_fakes:open_fake") is open_fake
    assert find_opener(FAKES + "open_fake")("best").python == "3.fake"
    with pytest.raises(FileNotFoundError):
        find_opener("/nowhere/at/all.py:open_fake")


def test_beats_come_at_most_once_in_their_time() -> None:
    beats: list[float] = []
    times = iter([0.0, 0.5, 1.0, 1.5, 2.5])
    now = [0.0]

    def clock() -> float:
        now[0] = next(times)
        return now[0]

    beat = Beater(lambda: beats.append(now[0]), clock=clock)
    for _ in range(4):
        beat()
    assert beats == [1.0, 2.5]
