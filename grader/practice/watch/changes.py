"""Noticing that a file was saved: from the system's events where they come, by looking where they do not.

Network folders, folders shared into a container and the like accept a watch and then stay silent. So the file is looked
at now and then in any case; changes that the system did not tell of within a second show that it does not tell.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from grader.model import Clock
from grader.practice.watch.events import Inbox, Listening, NoEvents, Saved

SETTLE_MS: Final = 10
"""A save is over when nothing more has come for so long; also how often the library looks for news."""
LONGEST_SETTLE_MS: Final = 60
_SILENCE_S: Final = 1.0
"""Wall seconds after which an event that should have come is missing."""
_MISSED: Final = 2
"""So many events must be missing in a row: one may come late on a busy machine."""
IDLE_S: Final = 0.25
POLLING_S: Final = 0.1
"""Wall seconds between two looks at the file, while events come and when they do not."""

WatchFolders = Callable[..., Iterable[Any]]
"""Gives sets of a kind of change and a path, as ``watchfiles.watch`` does."""

Signature = tuple[int, int, int] | None


def signature(path: Path) -> Signature:
    """Changes whenever the file is written or replaced; ``None`` without a file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


@dataclass(slots=True)
class Changes:
    """Whether one file has changed since it was last seen. Used by one thread."""

    clock: Clock = time.monotonic
    events_work: bool = True
    listening: bool = False
    """Whether somebody listens for events by now."""
    _missed: int = 0
    _path: Path | None = None
    _seen: Signature = None
    _unheard_since: float | None = None

    def follow(self, path: Path) -> None:
        """From now on it is about this file, as it is now."""
        self._path, self._seen, self._unheard_since = path, signature(path), None

    def heard(self, paths: Iterable[Path]) -> bool:
        """The system told of changes; whether the file has changed since it was last seen."""
        if self._path is None or self._path not in set(paths):
            return False
        self._unheard_since, self._missed = None, 0
        return self._is_new()

    def looked(self) -> bool:
        """Look at the file; whether it has changed. Finds out in passing that events are missing."""
        if self._unheard_since is not None and self.clock() - self._unheard_since > _SILENCE_S:
            self._missed, self._unheard_since = self._missed + 1, None
            self.events_work = self._missed < _MISSED
        changed = self._is_new()
        if changed and self.events_work and self.listening:
            self._unheard_since = self.clock()
        return changed

    @property
    def pause(self) -> float:
        """Wall seconds until the next look."""
        return IDLE_S if self.events_work else POLLING_S

    def _is_new(self) -> bool:
        now = signature(self._path) if self._path is not None else None
        changed, self._seen = now != self._seen, now
        return changed


@dataclass(slots=True)
class Listener:
    """Listens in a thread of its own for the system's events about some folders."""

    inbox: Inbox
    watch: WatchFolders | None = None
    """In place of the one of the library watchfiles, for tests."""
    _stop: threading.Event = field(default_factory=threading.Event)

    def start(self, folders: Iterable[Path]) -> None:
        threading.Thread(target=self._listen, args=(tuple(folders),), name="changes", daemon=True).start()

    def stop(self) -> None:
        self._stop.set()

    def _listen(self, folders: tuple[Path, ...]) -> None:
        try:
            watch = self.watch or _watchfiles()
            self.inbox.put(Listening())
            changes = watch(
                *folders,
                watch_filter=None,
                debounce=LONGEST_SETTLE_MS,
                step=SETTLE_MS,
                stop_event=self._stop,
                raise_interrupt=False,  # that is the main thread's
                recursive=False,
            )
            for change in changes:
                self.inbox.put(Saved(frozenset(Path(name) for _, name in change), time.perf_counter()))
        except Exception as error:
            self.inbox.put(NoEvents(str(error)))


def _watchfiles() -> WatchFolders:
    from watchfiles import watch

    return watch
