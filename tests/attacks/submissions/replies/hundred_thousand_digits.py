# Whole numbers of a hundred thousand digits, which take long to write as text.
# against: call probes
# ending: returned cpu-limit
def add_up(numbers):
    return 10**100_000


async def fetch_both(fetch):
    return [10**100_000 + i for i in range(60)]
