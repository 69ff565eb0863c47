# exercise: make-your-loop
# cause: run_until_complete gets the plan's None
# line: 11
import asyncio


def run_plan(plan):
    loop_ = asyncio.new_event_loop()
    asyncio.set_event_loop(loop_)
    try:
        loop_.run_until_complete(plan(loop_))
    finally:
        loop_.close()
