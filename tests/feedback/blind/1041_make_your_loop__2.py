# exercise: make-your-loop
# cause: set_event_loop comes after plan(loop), so a plan that asks for the current loop does not find the new one
# line: 10, 11
import asyncio
from contextlib import closing


def carry_out(plan, loop):
    """Tell the loop what to do, and let it do that until it is stopped."""
    plan(loop)
    asyncio.set_event_loop(loop)
    loop.run_forever()


def run_plan(plan):
    """Carry out a plan on a new event loop."""
    # closing() calls loop.close() at the end of the block, in any case
    with closing(asyncio.new_event_loop()) as mine:
        carry_out(plan, mine)


def short_plan(loop):
    loop.call_soon(print, "One thing to do")
    loop.call_soon(loop.stop)


if __name__ == "__main__":
    run_plan(short_plan)
