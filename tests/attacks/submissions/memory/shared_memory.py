# Leaves named shared memory, semaphores and message queues behind.
# needs: isolation
import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def attack():
    results = [
        libc.shm_open(b"/attack", 0o102, 0o600) if hasattr(libc, "shm_open") else -1,
        libc.shmget(4242, 4096, 0o1600),
        libc.msgget(4242, 0o1600),
        libc.semget(4242, 1, 0o1600),
        libc.syscall(319, b"attack", 0),
    ]
    try:
        open("/dev/shm/attack", "w").close()
        print("BREACH: /dev/shm")
    except OSError:
        pass
    if any(result >= 0 for result in results):
        print("BREACH", results)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
