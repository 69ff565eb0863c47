# cause: asyncio.wait no longer takes coroutines, only tasks
# line: 12
# shows: raises TypeError: Passing coroutines is forbidden, use tasks explicitly.
# meant: wait for both and print "ready"
import asyncio

async def load(part):
    await asyncio.sleep(0.1)
    return part

async def main():
    done, pending = await asyncio.wait([load("a"), load("b")])
    print("ready", len(done))

asyncio.run(main())
