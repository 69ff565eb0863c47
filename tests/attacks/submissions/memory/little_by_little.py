# Takes memory bit by bit, and holds on to it when there is no more.
# ending: out-of-memory cpu-limit killed crashed exited
kept = []


def attack():
    while True:
        try:
            kept.append(bytearray(1 << 20))
        except MemoryError:
            kept.append([kept])



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
