# An object whose unpickling would run a command.
# against: call probes
import os


class Payload:
    def __reduce__(self):
        return os.system, ("echo BREACH",)


def add_up(numbers):
    return Payload()


async def fetch_both(fetch):
    return [Payload(), Payload()]
