# The answer's own repr never ends.
# against: call probes
# ending: cpu-limit
class Endless:
    def __repr__(self):
        while True:
            pass


def add_up(numbers):
    return Endless()


async def fetch_both(fetch):
    return [Endless()]
