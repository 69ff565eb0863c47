# cause: a threading.Lock is held over an await, the second task blocks the whole loop
# line: 8, 11
# shows: prints "one locked" and hangs for ever
# meant: one after the other
import asyncio
import threading

guard = threading.Lock()

async def critical(name):
    with guard:
        print(name, "locked")
        await asyncio.sleep(0.1)
    print(name, "unlocked")

async def main():
    await asyncio.gather(critical("one"), critical("two"))

asyncio.run(main())
