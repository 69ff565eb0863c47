"""The file system that a learner's program sees: a new root that holds the interpreter, nothing else, all read-only.

The new root is a small memory file system. Bound into it: the standard library without its package folders (the grader,
with the hidden checks and solutions, may be installed there), the interpreter, the shared libraries, a few devices.
``/box/tmp`` (also reached as ``/tmp``) is the private scratch folder: a memory file system of its own, made anew when a
program has left files in it. Paths stay what they are outside, so an interpreter below a private home folder works as
well.

Landlock comes on top of this and repeats the rules by path (``readable_paths``, ``SCRATCH_PARENT``): its rule for the
scratch folder stands on the parent of the mount point, so that it also holds for a scratch folder mounted later.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Final

from grader.sandbox.inside import kernel

SCRATCH_PARENT: Final = "/box"
SCRATCH: Final = "/box/tmp"
_CUSTOMARY_SCRATCH: Final = "/tmp"  # noqa: S108 - the name of a link inside the new root, private like all of it
_MASKED: Final = ("site-packages", "dist-packages")
_DEVICES: Final = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
DEVICES_TO_WRITE: Final = ("/dev/null", "/dev/zero", "/dev/full")
_STAGING: Final = "/sys"
"""Where the new root is put together: a folder that every Linux has and no interpreter lives below."""

_STATVFS_TO_MOUNT: Final = {1: 1, 2: 2, 4: 4, 8: 8, 1024: 1024, 2048: 2048, 4096: 1 << 21}
_MAX_INODES: Final = 512


def standard_library() -> str:
    return os.path.dirname(os.path.realpath(os.__file__))


def shared_library_folders() -> list[str]:
    """Folders that the dynamic linker reads, as real paths, outermost first."""
    machine = os.uname().machine
    found = []
    for prefix in ("/lib", "/usr/lib"):
        for folder in (f"{prefix}/{machine}-linux-gnu", f"{prefix}64"):
            real = os.path.realpath(folder)
            if os.path.isdir(real) and real not in found:
                found.append(real)
    return found


def mapped_files() -> list[str]:
    """The shared objects that this process has mapped (the interpreter's own library lies anywhere)."""
    with open("/proc/self/maps", encoding="utf-8", errors="replace") as maps:
        paths = {line.split(maxsplit=5)[5].strip() for line in maps if "/" in line}
    return sorted(path for path in paths if ".so" in os.path.basename(path) and os.path.isfile(path))


def readable_paths(libraries: list[str]) -> list[str]:
    """What a program may read and execute: entry by entry in the standard library, never a package folder."""
    library = standard_library()
    entries = [os.path.join(library, name) for name in sorted(os.listdir(library)) if name not in _MASKED]
    folders = []
    for folder in shared_library_folders():
        names = os.listdir(folder)
        if any(name.startswith("python") for name in names):
            folders += [os.path.join(folder, name) for name in names if ".so" in name]
        else:
            folders.append(folder)
    files = [
        "/etc/ld.so.cache",
        "/etc/hosts",
        "/etc/nsswitch.conf",
        "/usr/share/zoneinfo",
        os.path.realpath(sys.executable),
    ]
    return [path for path in (*entries, *folders, *files, *libraries) if os.path.exists(path)]


def writable_paths() -> list[str]:
    return [SCRATCH_PARENT, *DEVICES_TO_WRITE]


def build(libraries: list[str]) -> None:
    """Make the new root and move into it. Needs a mount namespace of its own and the right to mount in it."""
    root = _STAGING
    kernel.mount("none", "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
    kernel.mount("tmpfs", root, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "mode=755,size=1m")
    _populate(root, [os.path.realpath(sys.executable), *libraries])
    os.mkdir(f"{root}/.old")
    kernel.pivot_root(root, f"{root}/.old")
    os.chdir("/")
    kernel.unmount("/.old")
    os.rmdir("/.old")
    kernel.mount(
        "none", "/", None, kernel.MS_REMOUNT | kernel.MS_BIND | kernel.MS_RDONLY | kernel.MS_NOSUID | kernel.MS_NODEV
    )


def _populate(root: str, files: list[str]) -> None:
    library, folders = standard_library(), shared_library_folders()
    elsewhere = [path for path in files if not path.startswith(tuple(f"{folder}/" for folder in (*folders, library)))]
    for source in (*folders, "/usr/share/zoneinfo", "/etc/ld.so.cache", *elsewhere, *_DEVICES):
        if os.path.exists(source):
            _bind(root, source)
    for folder in folders:
        for name in os.listdir(folder):
            if name.startswith("python") and os.path.isdir(f"{folder}/{name}"):
                _mask(f"{root}{folder}/{name}")
    _bind(root, library)
    for name in _MASKED:
        if os.path.isdir(f"{library}/{name}"):
            _mask(f"{root}{library}/{name}")
    for link in ("/lib", "/lib64", "/bin"):
        if os.path.islink(link) and not os.path.lexists(root + link):
            os.symlink(os.readlink(link), root + link)
    os.makedirs(root + SCRATCH)
    os.symlink(SCRATCH, root + _CUSTOMARY_SCRATCH)
    for name, text in (("hosts", "127.0.0.1 localhost\n::1 localhost\n"), ("nsswitch.conf", "hosts: files\n")):
        os.makedirs(f"{root}/etc", exist_ok=True)
        with open(f"{root}/etc/{name}", "w", encoding="ascii") as file:
            file.write(text)


def _bind(root: str, source: str) -> None:
    target = root + source
    if os.path.isdir(source):
        os.makedirs(target, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        if not os.path.exists(target):
            os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o444))
    kernel.mount(source, target, None, kernel.MS_BIND | kernel.MS_REC)
    device = source.startswith("/dev/")
    # Flags that the source's mount has may be locked: a remount that leaves them out is refused in a user namespace.
    kept = sum(flag for bit, flag in _STATVFS_TO_MOUNT.items() if os.statvfs(target).f_flag & bit)
    flags = kept | kernel.MS_NOSUID | (0 if device else kernel.MS_RDONLY | kernel.MS_NODEV)
    kernel.mount("none", target, None, kernel.MS_BIND | kernel.MS_REMOUNT | flags)


def _mask(target: str) -> None:
    kernel.mount("tmpfs", target, "tmpfs", kernel.MS_RDONLY | kernel.MS_NOSUID | kernel.MS_NODEV, "size=4k,mode=555")


def mount_scratch(size_mb: int) -> None:
    """A new, empty scratch folder of at most ``size_mb`` megabytes, in place of the one there was."""
    with contextlib.suppress(OSError):
        kernel.unmount(SCRATCH)
    options = f"size={size_mb}m,nr_inodes={_MAX_INODES},mode=700,uid={os.getuid()},gid={os.getgid()}"
    kernel.mount("tmpfs", SCRATCH, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC, options)
