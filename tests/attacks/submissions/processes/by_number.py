# Makes processes by every system call there is for it.
# needs: isolation
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def attack():
    me = os.getpid()
    for number, arguments in ((57, ()), (58, ()), (56, (17, 0, 0, 0, 0)), (56, (0x7E020011, 0, 0, 0, 0))):
        made = libc.syscall(number, *arguments)
        if made == 0 and os.getpid() != me:
            os._exit(0)
        if made > 0:
            print("BREACH: a process was made by call", number)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
