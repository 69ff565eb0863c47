# cause: asyncio.create_task is used instead of tg.create_task, so the group does not know the task
# line: 13
# shows: prints only "group closed"; "counted" is lost
# meant: the group waits for the counting
import asyncio

async def count_sheep():
    await asyncio.sleep(0.2)
    print("counted")

async def main():
    async with asyncio.TaskGroup() as tg:
        asyncio.create_task(count_sheep())
    print("group closed")

asyncio.run(main())
