# Tries to have a probe's result without waiting for it, by closing over everything that it can find.
# against: probes
import gc


async def fetch_both(fetch):
    found = []
    for awaitable in (fetch("a"), fetch("b")):
        awaitable.send(None)
        for thing in gc.get_objects():
            if type(thing).__name__ == "ProbeChannel":
                found += [future for future in thing._waiting.values() if future.done()]
    return [future.result() for future in found]
