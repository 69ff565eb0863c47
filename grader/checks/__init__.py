"""What the author of a checks file imports. The fixture ``run`` needs no import."""

from grader.checks.probes import Call, Outcome, Probe, probe
from grader.checks.scenarios import scenario
from grader.checks.seen import Seen
from grader.model import Ending, EventKind, Opaque

__all__ = ["Call", "Ending", "EventKind", "Opaque", "Outcome", "Probe", "Seen", "probe", "scenario"]
