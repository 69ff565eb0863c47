# A power with more digits than memory.
# ending: out-of-memory cpu-limit
def attack():
    return 10 ** 10**9



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
