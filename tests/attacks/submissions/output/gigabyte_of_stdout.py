# Prints a gigabyte.
# ending: output-limit cpu-limit killed raised not-loadable
def attack():
    for _ in range(1_000):
        print("x" * 1_000_000)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
