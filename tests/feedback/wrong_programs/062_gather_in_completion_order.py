# cause: gather returns the results in the order of its arguments, not in the order of completion
# line: 13
# shows: prints "winner: tortoise" although the hare is faster
# meant: print the one that is first at the finish
import asyncio

async def runner(name, seconds):
    await asyncio.sleep(seconds)
    return name

async def race():
    results = await asyncio.gather(runner("tortoise", 0.3), runner("hare", 0.1))
    print("winner:", results[0])

asyncio.run(race())
