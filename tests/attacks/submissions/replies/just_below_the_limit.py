# Answers of almost as much as may be sent, in every run.
# against: call probes
# ending: returned cpu-limit out-of-memory
def add_up(numbers):
    return "x" * (7 << 20)


async def fetch_both(fetch):
    return ["a" * (3 << 20), "b" * (3 << 20)]
