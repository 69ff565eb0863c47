# cause: the await gather is inside the for loop, so already awaited coroutines are gathered again
# line: 15
# shows: raises RuntimeError: cannot reuse already awaited coroutine
# meant: first collect all, then gather once
import asyncio

async def item(k):
    await asyncio.sleep(0.01)
    return k

async def main():
    todo = []
    for k in range(3):
        todo.append(item(k))
        results = await asyncio.gather(*todo)
    print(results)

asyncio.run(main())
