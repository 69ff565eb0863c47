# Hundreds of thousands of small values.
# against: call probes
# ending: returned out-of-memory cpu-limit
def add_up(numbers):
    return [[]] * 190_000


async def fetch_both(fetch):
    return [None] * 1_500_000
