"""Grading on a Dask cluster. Needs the extra ``cluster``; nothing of it is imported before a cluster is asked for."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import grader
from grader.course.bench import BenchSpec
from grader.course.environment import Environment, hash_of_code
from grader.course.items import Chunk, Graded
from grader.course.pool import WorkerDied
from grader.errors import GraderError, GraderFault, UserError
from grader.model import Clock

if TYPE_CHECKING:
    from distributed import Client

_CONNECT_S: Final = 20.0
_QUESTIONS: Final = 5
_LOOK_S: Final = 5.0
"""Wall seconds between two looks at how many workers there are."""
_PREFIX: Final = "asyncio-grader-"


def open_cluster(address: str, spec: BenchSpec) -> ClusterPool:
    """The workers of the cluster whose scheduler is at ``address``, each with a bench of its own.

    Raises:
        UserError: if there is no cluster, or a worker cannot grade, or differs from this grader or the other workers.
    """
    try:
        from distributed import Client
    except ImportError:
        raise UserError(
            "--cluster needs Dask: install it with `python -m pip install 'asyncio-grader[cluster]'`, here and on the "
            "workers"
        ) from None
    try:
        client = Client(address, timeout=_CONNECT_S, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UserError(f"no cluster answers at {address}: {error}") from None
    try:
        return ClusterPool(client, spec)
    except BaseException:
        client.close()
        raise


class ClusterPool:
    """The workers of a Dask cluster. They may come and go while grading goes on."""

    def __init__(self, client: Client, spec: BenchSpec, clock: Clock = time.monotonic) -> None:
        from grader.course.cluster_worker import BenchPlugin

        self._client = client
        self._clock = clock
        self._counted_at = -_LOOK_S
        self._count = 0
        self._name = _PREFIX + client.id
        self._wait_for_workers()
        _clear_away_leftovers(client)
        self._asked(lambda: client.register_plugin(BenchPlugin(spec), name=self._name))
        self._environment = self._agreed()
        self._executor = client.get_executor(pure=False)

    def _wait_for_workers(self) -> None:
        """A cluster that was just started, or replaces its workers, has none for a moment."""
        try:
            self._client.wait_for_workers(1, timeout=_CONNECT_S)
        except TimeoutError:
            raise UserError("the cluster has no workers: start some with `dask worker ADDRESS --nthreads 1`") from None

    @property
    def workers(self) -> int:
        now = self._clock()
        if now - self._counted_at >= _LOOK_S:
            self._counted_at = now
            with suppress(OSError):  # asked again at the next look
                self._count = len(self._client.nthreads())
        return self._count

    def environment(self) -> Environment:
        return self._environment

    def submit(self, chunk: Chunk) -> Future[tuple[Graded, ...]]:
        from grader.course.cluster_worker import grade_here

        outer: Future[tuple[Graded, ...]] = Future()
        inner = self._executor.submit(grade_here, chunk, self._name, self._environment.hash)
        inner.add_done_callback(partial(_hand_on, outer))
        return outer

    def close(self) -> None:
        with suppress(Exception):  # whatever is wrong with the cluster, it cannot be put right from here
            self._executor.shutdown(wait=False, cancel_futures=True)
            self._client.unregister_worker_plugin(self._name)
        with suppress(Exception):
            self._client.close()

    def _agreed(self) -> Environment:
        """What all workers grade with; ``UserError`` if they differ from each other or from this grader."""
        from grader.course.cluster_worker import environment_here

        found: dict[str, Environment] = self._asked(lambda: self._client.run(environment_here, self._name))
        own = hash_of_code(_package())
        first = next(iter(found.values()))
        for address, environment in found.items():
            if environment.code != own:
                raise UserError(
                    f"the worker {address} has another grader ({environment.grader}; this is {grader.__version__}): "
                    "install the same on both"
                )
            if environment != first:
                differences = ", ".join(first.differences(environment))
                raise UserError(f"the worker {address} differs from the others: {differences}")
        return first

    def _asked(self, question: Callable[[], Any]) -> Any:
        """What the workers answer; asked again where one of them is lost at that very moment."""
        for _ in range(_QUESTIONS):
            with suppress(OSError, KeyError):  # the link was lost, or the plug-in is not there yet
                return self._answer(question)
        raise GraderFault("the workers of the cluster come and go, and do not answer: start the same command again")

    def _answer(self, question: Callable[[], Any]) -> Any:
        try:
            return question()
        except (GraderError, OSError, KeyError):
            raise
        except ImportError as error:
            raise UserError(f"a worker of the cluster lacks the grader or a part of it: {error}") from None
        except Exception as error:
            raise UserError(f"the cluster cannot grade: {type(error).__name__}: {error}") from error


def _package() -> Any:
    from pathlib import Path

    return Path(grader.__file__).parent


def _hand_on(outer: Future[tuple[Graded, ...]], inner: Future[tuple[Graded, ...]]) -> None:
    """Pass on what came of a chunk, in the terms of this package."""
    from distributed import KilledWorker

    try:
        outer.set_result(inner.result())
    except KilledWorker:
        outer.set_exception(WorkerDied("the workers that had it ended"))
    except CancelledError:
        outer.set_exception(GraderFault("the connection to the cluster was lost"))
    except GraderError as error:
        outer.set_exception(error)
    except Exception as error:
        outer.set_exception(UserError(f"a worker of the cluster cannot grade: {type(error).__name__}: {error}"))


def _clear_away_leftovers(client: Client) -> None:
    """End the benches of coordinators that were killed: each of them keeps a check host on every worker."""

    def look(dask_scheduler: Any) -> tuple[list[str], list[str]]:
        return list(dask_scheduler.worker_plugins), list(dask_scheduler.clients)

    with suppress(Exception):  # nothing but memory depends on it
        plugins, clients = client.run_on_scheduler(look)
        for name in plugins:
            if name.startswith(_PREFIX) and name.removeprefix(_PREFIX) not in clients:
                client.unregister_worker_plugin(name)
