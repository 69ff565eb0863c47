# cause: asyncio.run gets the function main instead of the coroutine main()
# line: 11
# shows: raises ValueError: a coroutine was expected, got <function main ...>
# meant: print "running"
import asyncio

async def main() -> None:
    await asyncio.sleep(0)
    print("running")

asyncio.run(main)
