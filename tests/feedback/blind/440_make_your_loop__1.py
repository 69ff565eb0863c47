# exercise: make-your-loop
# cause: The loop is made the current one only after plan(loop) was called, so the plan does not find it as the current loop.
# line: 11, 12
import asyncio


def run_plan(plan):
    """Carry out a plan on a new event loop."""
    loop = asyncio.new_event_loop()
    try:
        plan(loop)
        asyncio.set_event_loop(loop)
        loop.run_forever()
    finally:
        loop.close()


def short_plan(loop):
    loop.call_soon(print, "One thing to do")
    loop.call_soon(loop.stop)


if __name__ == "__main__":
    run_plan(short_plan)
