# cause: a task with an endless loop is in the group, so the group waits for it for ever
# line: 18
# shows: prints "work done" and then "alive" for ever; "group finished" never comes
# meant: end the group when the work is done
import asyncio

async def keep_alive():
    while True:
        print("alive")
        await asyncio.sleep(0.5)

async def work():
    await asyncio.sleep(0.2)
    print("work done")

async def main():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(keep_alive())
        tg.create_task(work())
    print("group finished")

asyncio.run(main())
