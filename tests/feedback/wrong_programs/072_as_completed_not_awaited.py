# cause: as_completed yields awaitables in a normal for loop; the item is printed without await
# line: 13
# shows: prints "finished: <coroutine object as_completed...>" twice instead of the results, with never awaited warnings
# meant: print b, then a
import asyncio

async def letter(c, d):
    await asyncio.sleep(d)
    return c

async def main():
    for item in asyncio.as_completed([letter("a", 0.2), letter("b", 0.1)]):
        print("finished:", item)

asyncio.run(main())
