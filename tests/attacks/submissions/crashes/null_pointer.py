# Reads at address 0.
# ending: crashed
import ctypes


def attack():
    return ctypes.string_at(0)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
