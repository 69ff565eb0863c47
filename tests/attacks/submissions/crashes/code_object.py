# Runs byte code that was never compiled.
# ending: crashed raised not-loadable cpu-limit killed out-of-memory
def attack():
    pass


attack.__code__ = attack.__code__.replace(co_code=bytes(range(2, 250)) * 2, co_stacksize=1)



def add_up(numbers):
    return attack()


async def fetch_both(fetch):
    return attack()


if __name__ == "__main__":
    attack()
