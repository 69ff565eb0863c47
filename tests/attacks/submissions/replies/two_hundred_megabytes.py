# An answer of two hundred megabytes.
# against: call probes
# ending: returned exited out-of-memory cpu-limit
def add_up(numbers):
    return "x" * (200 << 20)


async def fetch_both(fetch):
    return ["x" * (100 << 20), "x" * (100 << 20)]
