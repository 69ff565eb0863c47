# Exceptions that hold each other in circles, with texts and notes that cannot be had.
class Evil(Exception):
    def __str__(self):
        raise KeyboardInterrupt

    __repr__ = __str__


def attack():
    group = ExceptionGroup("g", [Evil(), ValueError("[/]\x1b[31m")])
    for _ in range(200):
        group = ExceptionGroup("g" * 100_000, [group, Evil()])
    group.__cause__ = Evil()
    group.__cause__.__cause__ = group
    group.__notes__ = [Evil(), "n" * 10_000_000, 3]
    raise group



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
