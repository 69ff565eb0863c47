# Lists in lists, half a million deep.
# against: call probes
# ending: returned raised cpu-limit crashed
def nest():
    value = []
    for _ in range(500_000):
        value = [value]
    return value


def add_up(numbers):
    return nest()


async def fetch_both(fetch):
    return nest()
