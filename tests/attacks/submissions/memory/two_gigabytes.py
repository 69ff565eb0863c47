# Asks for two gigabytes at once.
# ending: out-of-memory
def attack():
    return len(bytearray(2 << 30))



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
