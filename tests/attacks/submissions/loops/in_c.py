# One call that computes for hours without looking at the interpreter.
# ending: cpu-limit out-of-memory
def attack():
    return sum(range(10**14))



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
