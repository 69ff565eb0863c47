# exercise: make-your-loop
# cause: the error of the plan is caught and printed, it does not reach the caller
# line: 14, 15
import asyncio


def run_plan(plan):
    """Carry out a plan on a new event loop."""
    loop = asyncio.new_event_loop()
    try:
        asyncio.set_event_loop(loop)
        plan(loop)
        loop.run_forever()
    except Exception as error:
        print("The plan failed:", error)
    finally:
        loop.close()


def short_plan(loop):
    loop.call_soon(print, "One thing to do")
    loop.call_soon(loop.stop)


if __name__ == "__main__":
    run_plan(short_plan)
