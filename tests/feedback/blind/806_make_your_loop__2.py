# exercise: make-your-loop
# cause: a return in the finally block swallows the error of the plan, so it does not reach the caller
# line: 16
import asyncio


def run_plan(plan):
    """Carry out a plan on a new event loop."""
    loop = asyncio.new_event_loop()
    try:
        asyncio.set_event_loop(loop)
        plan(loop)
        loop.run_forever()
    finally:
        loop.close()
        return


def short_plan(loop):
    loop.call_soon(print, "One thing to do")
    loop.call_soon(loop.stop)


if __name__ == "__main__":
    run_plan(short_plan)
