"""Zip archives as folders, read in place: nothing is unpacked to disk, and no more is unpacked than is asked for."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from typing import IO, Final

from grader.course.intake.files import File, Folder, Refused, UnusableError, shown
from grader.model import IntakeKind

MAX_INNER_BYTES: Final = 10_000_000
"""The longest archive inside an intake that is opened."""
MAX_UNPACKED: Final = 100_000_000
"""What such an archive may unpack to, in bytes."""
MAX_RATIO: Final = 200
"""How many times its own size an archive may unpack to, beyond the first megabytes."""
MAX_ENTRIES: Final = 300_000
"""Entries of the archive that is the intake."""
MAX_INNER_ENTRIES: Final = 20_000
"""Entries of an archive inside an intake."""
MAX_ARCHIVE_DEPTH: Final = 2
"""How deep archives of a learner may lie in each other."""

_FREE_BYTES: Final = 10_000_000
_MAX_PARTS: Final = 20
_ENTRY_MARK: Final = b"PK\x01\x02"
_LOCAL_HEADER: Final = 30
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED: Final = 1
_IS_UTF_8: Final = 0x800
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    LookupError,
    MemoryError,
)
"""What ``zipfile`` raises on archives that are damaged, or made to look so."""

_OTHER = (".tar", ".tgz", ".gz", ".bz2", ".xz", ".7z", ".rar", ".zst", ".tbz", ".txz", ".lzma")


def is_zip(name: str) -> bool:
    return name.lower().endswith(".zip")


def is_other_archive(name: str) -> bool:
    """Whether a file is an archive of a kind that is not opened here."""
    return name.lower().endswith(_OTHER)


class ZipFolder(Folder):
    """A folder in a zip archive."""

    def __init__(self, name: str, origin: str) -> None:
        super().__init__(name, origin)
        self.children: dict[str, File | Folder] = {}

    def names(self) -> list[str]:
        return sorted(self.children)

    def child(self, name: str) -> File | Folder | Refused:
        return self.children[name]


def open_inner(file: File) -> ZipFolder:
    """The archive that a learner handed in, as a folder; ``UnusableError`` says why it is refused."""
    data = file.load(MAX_INNER_BYTES + 1)
    if len(data) > MAX_INNER_BYTES:
        raise UnusableError(f"is an archive of more than {MAX_INNER_BYTES // 1_000_000} MB, which is not opened")
    if data.count(_ENTRY_MARK) > MAX_INNER_ENTRIES:
        # Before its list of contents is read, which takes memory for each entry.
        raise UnusableError(f"is an archive of more than {MAX_INNER_ENTRIES} files, which is not opened")
    archive = open_zip(io.BytesIO(data))
    total = sum(info.file_size for info in archive.infolist())
    if total > MAX_UNPACKED or total > max(_FREE_BYTES, MAX_RATIO * len(data)):
        megabytes = f"{total / 1e6:,.0f}"
        raise UnusableError(
            f"is an archive of {len(data) / 1e6:.1f} MB that unpacks to {megabytes} MB: it is not opened"
        )
    return folder_of(archive, file.name, file.origin)


def open_zip(stream: IO[bytes]) -> zipfile.ZipFile:
    """The archive in a stream, its list of contents held against the place that each file takes."""
    try:
        archive = zipfile.ZipFile(stream)
    except _BROKEN as error:
        raise UnusableError(f"is not a zip archive that can be read{_reason(error)}") from None
    if _overlaps(archive.infolist()):
        raise UnusableError("is an archive whose files overlap, as only made-up ones do: it is not opened")
    return archive


def _overlaps(entries: list[zipfile.ZipInfo]) -> bool:
    places = sorted((info.header_offset, info.compress_size) for info in entries)
    following = (offset for offset, _ in places[1:])
    return any(offset + _LOCAL_HEADER + size > after for (offset, size), after in zip(places, following, strict=False))


def _reason(error: BaseException) -> str:
    text = str(error).strip()
    return f" ({shown(text)[:100]})" if text and isinstance(error, (zipfile.BadZipFile, OSError)) else ""


def folder_of(archive: zipfile.ZipFile, name: str, origin: str) -> ZipFolder:
    """The contents of an archive as a tree of folders. Names that lead out of it, links and the like are refused."""
    root = ZipFolder(name, origin)
    for info in archive.infolist():
        path = _name_of(info).replace("\\", "/")
        reason = _why_refused(info, path)
        if reason is not None:
            root.refused.append(Refused(root.below(path), reason))
            continue
        parts = [part for part in path.split("/") if part not in ("", ".")]
        if parts:
            _enter(root, parts, info, archive)
    return root


def _name_of(info: zipfile.ZipInfo) -> str:
    """The name of an entry. Some programs write UTF-8 without saying so, which ``zipfile`` reads as code page 437."""
    if info.flag_bits & _IS_UTF_8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _why_refused(info: zipfile.ZipInfo, path: str) -> str | None:
    if path.startswith("/") or re.match("[A-Za-z]:", path) or ".." in path.split("/"):
        return "has a name that leads out of the archive"
    if "\0" in info.orig_filename:
        return "has a name with a NUL character"
    if path.count("/") > _MAX_PARTS:
        return f"lies in more than {_MAX_PARTS} folders"
    mode = info.external_attr >> 16
    if stat.S_ISLNK(mode):
        return "is a link, which is not followed: hand in the file itself"
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is not an ordinary file"
    return None


def _enter(root: ZipFolder, parts: list[str], info: zipfile.ZipInfo, archive: zipfile.ZipFile) -> None:
    folder = root
    *above, name = parts
    if info.is_dir() or info.filename.endswith("\\"):
        above, name = parts, ""
    for part in above:
        inner = folder.children.setdefault(part, ZipFolder(part, folder.below(part)))
        if not isinstance(inner, ZipFolder):
            root.refused.append(Refused(inner.origin, "is both a file and a folder in the archive"))
            return
        folder = inner
    if not name:
        return
    origin = folder.below(name)
    before = folder.children.get(name)
    if isinstance(before, Folder):
        root.refused.append(Refused(origin, "is both a file and a folder in the archive"))
        return
    if before is not None:
        text = "stands more than once in the archive: the last one is taken"
        root.refused.append(Refused(origin, text, IntakeKind.DUPLICATE))
    folder.children[name] = File(name, origin, info.file_size, lambda limit: _read(archive, info, limit))


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    if info.flag_bits & _ENCRYPTED:
        raise UnusableError("is locked with a password: hand it in without one")
    if info.compress_type not in _METHODS:
        raise UnusableError("is packed in a way that is not read here: make an ordinary zip archive")
    try:
        with archive.open(info) as file:
            return file.read(limit)
    except _BROKEN:
        raise UnusableError("is damaged: it cannot be unpacked") from None
