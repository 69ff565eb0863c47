# cause: the same coroutine object is awaited twice
# line: 13, 15
# shows: prints "loading" and "data", then raises RuntimeError: cannot reuse already awaited coroutine
# meant: load twice
import asyncio

async def load():
    print("loading")
    await asyncio.sleep(0.1)
    return "data"

async def main():
    loader = load()
    print(await loader)
    print(await loader)

asyncio.run(main())
