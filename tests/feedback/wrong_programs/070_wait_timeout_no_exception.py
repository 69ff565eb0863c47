# cause: asyncio.wait raises no TimeoutError; it returns the unfinished tasks in pending
# line: 13, 14
# shows: prints "all in time" although the task is not done
# meant: print "too slow"
import asyncio

async def slow():
    await asyncio.sleep(2)

async def main():
    t = asyncio.create_task(slow())
    try:
        await asyncio.wait({t}, timeout=0.2)
        print("all in time")
    except asyncio.TimeoutError:
        print("too slow")

asyncio.run(main())
