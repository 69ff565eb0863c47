# exercise: async-def
# cause: time.sleep blocks the whole thread, so while ring pauses the event loop is not free and no other task can run
# line: 21
"""Order and ring, once written with yield from, now with async and await."""

import asyncio
import time

GREETING = "Enjoy: "
PAUSE = 1


async def order(kitchen, dish):
    # the kitchen needs its time; what it hands out is the plate
    return GREETING + await kitchen(dish)


async def ring_once(bell):
    """One ring, and the silence after it."""
    await bell()
    time.sleep(PAUSE)


async def ring(bell, times):
    left = times
    while left > 0:
        await ring_once(bell)
        left -= 1
