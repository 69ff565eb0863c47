# cause: main sleeps a fixed time that is too short for the slowest task instead of awaiting the tasks
# line: 13, 14
# shows: prints only "small 1" and "mid 2"; "large 3" is lost
# meant: all three finish
import asyncio

async def cook(dish, minutes):
    await asyncio.sleep(minutes / 10)
    print(dish, minutes)

async def kitchen():
    for dish, minutes in (("small", 1), ("mid", 2), ("large", 3)):
        asyncio.create_task(cook(dish, minutes))
    await asyncio.sleep(0.25)  # should be enough

asyncio.run(kitchen())
