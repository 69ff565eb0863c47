# exercise: make-your-loop
# cause: the loop is closed before it runs
# line: 13, 14
import asyncio


def run_plan(plan):
    event_loop = asyncio.new_event_loop()
    asyncio.set_event_loop(event_loop)
    try:
        plan(event_loop)
    finally:
        event_loop.close()
    event_loop.run_forever()
