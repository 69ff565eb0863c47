# Attaches to its parent as a debugger, and writes into its memory.
# needs: isolation
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def attack():
    parent = os.getppid() or 2
    buffer = ctypes.create_string_buffer(64)
    vector = (ctypes.c_void_p * 2)(ctypes.addressof(buffer), 8)
    results = [
        libc.ptrace(16, parent, 0, 0),
        libc.ptrace(16902, parent, 0, 0),
        libc.process_vm_writev(parent, vector, 1, vector, 1, 0),
        libc.process_vm_readv(parent, vector, 1, vector, 1, 0),
        libc.syscall(438, 3, 0, 0),
        libc.syscall(312, parent, os.getpid(), 0, 0, 0),
    ]
    if any(result >= 0 for result in results):
        print("BREACH", results)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
