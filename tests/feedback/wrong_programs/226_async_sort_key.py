# cause: the key function is a coroutine function; sorted compares coroutine objects
# line: 13
# shows: raises TypeError: '<' not supported between instances of 'coroutine' and 'coroutine'
# meant: sort the towns by distance
import asyncio

async def distance(town):
    await asyncio.sleep(0)
    return len(town)

async def main():
    towns = ["Bratislava", "Rome", "Vienna"]
    print(sorted(towns, key=distance))

asyncio.run(main())
