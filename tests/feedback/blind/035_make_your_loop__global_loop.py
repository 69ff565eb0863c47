# exercise: make-your-loop
# cause: all calls share one loop, closed after the first
# line: 7, 12
import asyncio


LOOP = asyncio.new_event_loop()


def run_plan(plan):
    """Carry out a plan on a new event loop."""
    loop = LOOP
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
