# exercise: make-your-loop
# cause: close stands behind run_forever without a finally, so the loop stays open when the plan raises an error.
# line: 11, 12, 13
import asyncio


def run_plan(plan):
    """Carry out a plan on a new event loop."""
    my_loop = asyncio.new_event_loop()
    asyncio.set_event_loop(my_loop)
    plan(my_loop)
    my_loop.run_forever()
    my_loop.close()


def short_plan(loop):
    loop.call_soon(print, "One thing to do")
    loop.call_soon(loop.stop)


if __name__ == "__main__":
    run_plan(short_plan)
