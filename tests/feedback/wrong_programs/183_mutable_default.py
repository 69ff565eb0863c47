# cause: the default list is made once and shared by all calls
# line: 7
# shows: prints ['a'] ['a', 'b'] instead of ['a'] ['b']
# meant: each call has a list of its own
import asyncio

async def collect(item, found=[]):
    await asyncio.sleep(0.01)
    found.append(item)
    return list(found)

async def main():
    print(await collect("a"), await collect("b"))

asyncio.run(main())
