# exercise: make-your-loop
# cause: plan runs before the loop is the current one
# line: 11, 12
import asyncio
from asyncio import new_event_loop


def run_plan(plan):
    l = new_event_loop()
    try:
        plan(l)
        asyncio.set_event_loop(l)
        l.run_forever()
    finally:
        l.close()
