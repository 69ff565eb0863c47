# cause: the barrier waits for three parties but only two come
# line: 13
# shows: prints the two arrivals and hangs for ever
# meant: both go on after both have arrived
import asyncio

async def hiker(barrier, name):
    print(name, "arrives")
    await barrier.wait()
    print(name, "goes on")

async def main():
    meeting_point = asyncio.Barrier(3)
    async with asyncio.TaskGroup() as tg:
        for name in "Ann", "Ben":
            tg.create_task(hiker(meeting_point, name))

asyncio.run(main())
