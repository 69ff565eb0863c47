# cause: acquire without release
# line: 10
# shows: prints "A in" and then hangs for ever
# meant: A and B go in one after the other
import asyncio

mutex = asyncio.Lock()

async def enter(who):
    await mutex.acquire()
    print(who, "in")
    await asyncio.sleep(0.1)

async def main():
    await asyncio.gather(enter("A"), enter("B"))

asyncio.run(main())
