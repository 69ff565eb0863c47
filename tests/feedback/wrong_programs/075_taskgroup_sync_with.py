# cause: a TaskGroup needs async with, not with
# line: 11
# shows: raises TypeError: 'TaskGroup' object does not support the context manager protocol
# meant: run two tasks in a group
import asyncio

async def say(x):
    print(x)

async def main():
    with asyncio.TaskGroup() as tg:
        tg.create_task(say("a"))
        tg.create_task(say("b"))

asyncio.run(main())
