"""The grader itself as a wheel, packed from the installation that runs, and what it needs of others.

Nothing asks an index for a package of the grader's name: whoever owns it there would run on the marker's machine.
"""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Final

import grader
from grader.errors import GraderFault

DISTRIBUTION: Final = "asyncio-grader"
_TARGET: Final = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "extra": ""}
"""Where a bundle is installed, for requirements that only some systems have."""
_WHEEL: Final = "Wheel-Version: 1.0\nGenerator: grader\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
_COURSE: Final = "_course"


def write_zip(files: Mapping[str, bytes], *, programs: frozenset[str] = frozenset()) -> bytes:
    """A zip archive of these files, the same bytes each time. ``programs`` are those that may be run."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_STORED if name.endswith(".whl") else zipfile.ZIP_DEFLATED
            info.external_attr = (0o100755 if name in programs else 0o100644) << 16
            archive.writestr(info, content)
    return stream.getvalue()


def pack_wheel() -> tuple[str, bytes]:
    """The name and the content of a wheel of the grader without any course.

    Raises:
        GraderFault: if this grader was not installed, so that nobody knows what it needs.
    """
    found = _distribution()
    stem = f"{found.metadata['Name'].replace('-', '_')}-{found.version}"
    files = dict(_package_files())
    information = f"{stem}.dist-info"
    files[f"{information}/METADATA"] = (found.read_text("METADATA") or "").encode()
    files[f"{information}/entry_points.txt"] = (found.read_text("entry_points.txt") or "").encode()
    files[f"{information}/WHEEL"] = _WHEEL.encode()
    record = f"{information}/RECORD"
    lines = [f"{name},sha256={_digest(content)},{len(content)}" for name, content in sorted(files.items())]
    files[record] = "\n".join([*lines, f"{record},,", ""]).encode()
    return f"{stem}-py3-none-any.whl", write_zip(files)


def _distribution() -> metadata.Distribution:
    try:
        return metadata.distribution(DISTRIBUTION)
    except metadata.PackageNotFoundError:
        raise GraderFault(
            "this grader is not installed as a package, so that it cannot be packed: install it with pip"
        ) from None


def _package_files() -> Iterator[tuple[str, bytes]]:
    package = Path(grader.__file__).resolve().parent
    for path in sorted(package.rglob("*")):
        parts = path.relative_to(package).parts
        left_out = parts[0] == _COURSE or any(part.startswith(".") or part == "__pycache__" for part in parts)
        if path.is_file() and not left_out:
            yield "/".join((package.name, *parts)), path.read_bytes()


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def pinned_requirements() -> list[str]:
    """What the grader needs of others, with the versions that are installed here, as lines of a requirements file."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    pins: dict[str, str] = {}
    waiting = list(_distribution().requires or ())
    while waiting:
        requirement = Requirement(waiting.pop())
        name = canonicalize_name(requirement.name)
        if name in pins or (requirement.marker is not None and not requirement.marker.evaluate(_TARGET)):
            continue
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            pins[name] = f"{name}{requirement.specifier}"  # needed there and not here
            continue
        pins[name] = f"{name}=={found.version}"
        waiting += found.requires or ()
    return sorted(pins.values())
