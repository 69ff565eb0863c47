"""The grader's own pytest plugin: the fixture ``run``, the checks file as a module, and a light way to call an item."""

from __future__ import annotations

from types import ModuleType

import pytest

from grader.checks.runs import RUN, Run


class ChecksModule(pytest.Module):
    """A checks file that is loaded already: pytest collects what is in it, and imports nothing itself."""

    loaded: ModuleType

    def _getobj(self) -> ModuleType:
        return self.loaded


@pytest.fixture(scope="session")
def run() -> Run:
    """Runs the learner's program. Torn down, with all that uses it, after each submission."""
    return RUN.get()


def call_item(item: pytest.Function, keep: pytest.Item | None) -> BaseException | None:
    """Set up, call and tear down one item as pytest's own protocol does; what it raised, if anything.

    The parts of ``runtestprotocol`` without its hooks and reports, which would cost more than the check. What the hooks
    do for skip marks is done once, when the file is collected. ``keep`` is pytest's ``nextitem``: its parents and their
    fixtures stay.
    """
    state = item.session._setupstate
    caught: BaseException | None = None
    item._initrequest()
    try:
        state.setup(item)
        item.runtest()
    except BaseException as error:  # whatever a check raises becomes its verdict
        caught = error
    try:
        state.teardown_exact(keep)
    except BaseException as error:  # as above
        caught = caught or error
    item._request = False  # type: ignore[assignment]  # as pytest does, so that nothing of the run is kept
    item.funcargs = None  # type: ignore[assignment]  # ditto
    if isinstance(caught, KeyboardInterrupt):
        raise caught
    return caught
