# cause: run_until_complete is used inside a coroutine, on the loop that is already running
# line: 13
# shows: raises RuntimeError: This event loop is already running (plus a never awaited warning)
# meant: print the sum 3
import asyncio

async def add(a: int, b: int) -> int:
    await asyncio.sleep(0.1)
    return a + b

async def main() -> None:
    loop = asyncio.get_running_loop()
    total = loop.run_until_complete(add(1, 2))
    print(total)

asyncio.run(main())
