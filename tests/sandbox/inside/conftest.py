from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from watching import Watcher


@pytest.fixture(scope="session")
def watch() -> Iterator[Watcher]:
    if not hasattr(os, "fork"):
        pytest.skip("the helper forks")
    watcher = Watcher()
    yield watcher
    watcher.close()
