# cause: gather gets a list; the star that unpacks it is missing
# line: 13
# shows: raises TypeError: unhashable type: 'list'
# meant: print [0, 2, 4]
import asyncio

async def double(n):
    await asyncio.sleep(0.1)
    return 2 * n

async def main():
    jobs = [double(n) for n in range(3)]
    print(await asyncio.gather(jobs))

asyncio.run(main())
