# Makes name spaces of its own, to be root in them.
# needs: isolation
# against: script call probes child
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
if __name__ == "__main__":
    for flags in (0x10000000, 0x10020000, 0x20000000, 0x40000000, 0x7E020000):
        if libc.unshare(flags) == 0 and os.getuid() != 1000:
            print("BREACH: unshare")
    if libc.chroot(b"/tmp") == 0 or libc.mount(b"none", b"/tmp", b"tmpfs", 0, 0) == 0 or libc.setuid(0) == 0:
        print("BREACH: mount")
