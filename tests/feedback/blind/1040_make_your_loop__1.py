# exercise: make-your-loop
# cause: get_event_loop asks for the current loop instead of making a new one, so run_plan uses and closes a loop that belongs to somebody else, and calls do not have a loop of their own
# line: 9
import asyncio


def run_plan(plan):
    """Carry out a plan on a new event loop."""
    loop = asyncio.get_event_loop()
    try:
        asyncio.set_event_loop(loop)
        plan(loop)
        loop.run_forever()
    finally:
        loop.close()


def short_plan(loop):
    loop.call_soon(print, "One thing to do")
    loop.call_soon(loop.stop)


if __name__ == "__main__":
    run_plan(short_plan)
