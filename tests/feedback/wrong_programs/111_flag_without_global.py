# cause: without global the assignment makes a local name, and the module's flag stays False
# line: 12
# shows: prints "setting" and then hangs for ever
# meant: end the waiting loop
import asyncio

finished = False

async def do_work():
    await asyncio.sleep(0.1)
    print("setting")
    finished = True

async def main():
    asyncio.create_task(do_work())
    while not finished:
        await asyncio.sleep(0.05)
    print("finished")

asyncio.run(main())
