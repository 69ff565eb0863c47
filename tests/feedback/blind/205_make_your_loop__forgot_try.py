# exercise: make-your-loop
# cause: an error leaves the loop open: no try
# line: 10, 11, 12
import asyncio


def run_plan(plan):
    my_loop = asyncio.new_event_loop()
    asyncio.set_event_loop(my_loop)
    plan(my_loop)
    my_loop.run_forever()
    my_loop.close()
