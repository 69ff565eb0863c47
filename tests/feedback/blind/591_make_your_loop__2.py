# exercise: make-your-loop
# cause: stop() only tells the loop to stop running; it is never closed and does not give back what it holds
# line: 15
import asyncio


def run_plan(plan):
    """Carry out a plan on a new event loop."""
    loop = asyncio.new_event_loop()
    try:
        asyncio.set_event_loop(loop)
        plan(loop)
        loop.run_forever()
    finally:
        loop.stop()


def short_plan(loop):
    loop.call_soon(print, "One thing to do")
    loop.call_soon(loop.stop)


if __name__ == "__main__":
    run_plan(short_plan)
