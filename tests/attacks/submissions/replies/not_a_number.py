# Not a number, infinities and minus zero.
# against: call probes
NAN = float("nan")


def add_up(numbers):
    return NAN


async def fetch_both(fetch):
    return [NAN, float("inf"), -0.0, complex("nan+infj")]
