# exercise: metronome
# cause: A beat that is late is put off to the next free place of the grid instead of coming at once, so after a long beat all the others come at the wrong times.
# line: 23
import asyncio
import math
import time


def metronome(loop, beat, period, times):
    """Call beat(0), beat(1), ... on a grid from now on; then stop the loop."""
    start = loop.time()

    def tick(number):
        beat(number)
        if number + 1 < times:
            loop.call_at(place_of(number + 1), tick, number + 1)
        else:
            loop.stop()

    def place_of(number):
        """The time on the grid for a beat."""
        passed = math.floor((loop.time() - start) / period)
        return start + max(number, passed + 1) * period

    loop.call_soon(tick, 0)


if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    begun = loop.time()

    def slow_beat(number):
        print("beat", number, "at", round(loop.time() - begun, 2))
        time.sleep(0.2)  # stands for work: the loop has to wait for it

    try:
        metronome(loop, slow_beat, 0.5, 4)
        loop.run_forever()
    finally:
        loop.close()
