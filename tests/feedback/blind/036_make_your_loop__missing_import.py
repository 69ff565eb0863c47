# exercise: make-your-loop
# cause: asyncio is not imported
# line: 9
import time


def run_plan(plan):
    """Carry out a plan on a new event loop."""
    loop = asyncio.new_event_loop()
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
