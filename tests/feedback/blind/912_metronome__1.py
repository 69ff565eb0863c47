# exercise: metronome
# cause: The first beat is called directly inside metronome and not by the loop, so it comes before metronome has returned.
# line: 19
import asyncio
import time


def metronome(loop, beat, period, times):
    """Call beat(0), beat(1), ... on a grid from now on; then stop the loop."""
    start = loop.time()

    def tick(number):
        beat(number)
        if number + 1 < times:
            loop.call_at(start + (number + 1) * period, tick, number + 1)
        else:
            loop.stop()

    tick(0)


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
