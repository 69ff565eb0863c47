# Maps shared memory that no limit of the process may count.
# ending: returned raised not-loadable out-of-memory
import mmap


def attack():
    maps = []
    for size in (2 << 30, 1 << 30, 1 << 28):
        try:
            maps.append(mmap.mmap(-1, size))
            print("BREACH: mapped", size)
        except (OSError, MemoryError, ValueError):
            pass
    return len(maps)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
