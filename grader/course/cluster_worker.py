"""What runs on the workers of a Dask cluster. Importing this imports Dask."""

from __future__ import annotations

from typing import Any

from distributed import WorkerPlugin, get_worker

from grader.course.bench import Bench, BenchSpec
from grader.course.environment import Environment
from grader.course.items import Chunk, Graded
from grader.errors import UserError


class BenchPlugin(WorkerPlugin):  # type: ignore[misc]  # Dask has no types
    """Keeps a bench on each worker, on those too that join later."""

    def __init__(self, spec: BenchSpec) -> None:
        self._spec = spec
        self._bench: Bench | None = None

    def setup(self, worker: Any) -> None:
        # Here, in the thread of the worker's own loop: the check host ends with the thread that starts it.
        self._bench = Bench(self._spec)

    def teardown(self, worker: Any) -> None:
        bench, self._bench = self._bench, None
        if bench is not None:
            bench.close()

    @property
    def bench(self) -> Bench:
        if self._bench is None:
            raise UserError("this worker is being shut down")
        return self._bench


def _bench(name: str) -> Bench:
    plugin: BenchPlugin = get_worker().plugins[name]
    return plugin.bench


def environment_here(name: str, dask_worker: Any) -> Environment:
    """What this worker grades with."""
    plugin: BenchPlugin = dask_worker.plugins[name]
    return plugin.bench.environment()


def grade_here(chunk: Chunk, name: str, expected: str) -> tuple[Graded, ...]:
    """Grade a chunk on this worker. ``UserError`` if it differs from the workers that grading began with."""
    bench = _bench(name)
    if bench.environment().hash != expected:
        raise UserError(f"the worker {get_worker().address} joined later and has another grader, Python or isolation")
    return bench.grade(chunk)
