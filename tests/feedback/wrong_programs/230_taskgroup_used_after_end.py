# cause: a task is added after the async with block of the group has ended
# line: 13
# shows: prints "first", then raises RuntimeError: TaskGroup ... is finished
# meant: run a second task in the group
import asyncio

async def say(text):
    print(text)

async def main():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(say("first"))
    tg.create_task(say("second"))

asyncio.run(main())
