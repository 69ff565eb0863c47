# exercise: make-your-loop
# cause: close is skipped when the plan raises an error: there is no finally
# line: 11, 12, 13
import asyncio


def run_plan(plan):
    """Carry out a plan on a new event loop."""
    my_loop = asyncio.new_event_loop()
    asyncio.set_event_loop(my_loop)
    plan(my_loop)
    my_loop.run_forever()
    my_loop.close()
