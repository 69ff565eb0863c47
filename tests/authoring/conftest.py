"""One check host for all tests of a module, as a worker has it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from grader.authoring.lab import OPENER, Lab
from grader.authoring.pool import OneExaminer
from grader.checks.client import CheckHost


@pytest.fixture(scope="package")
def lab() -> Iterator[Lab]:
    with CheckHost("portable", opener=OPENER) as host:
        yield Lab(host)


@pytest.fixture
def examiner(lab: Lab) -> OneExaminer:
    return OneExaminer(lab)
