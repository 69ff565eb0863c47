# cause: the clean-up stands after the await without finally, so a cancellation skips it
# line: 10
# shows: prints only "open" and "main ends"; "close" is missing
# meant: print "close" too
import asyncio

async def use_resource():
    print("open")
    await asyncio.sleep(10)
    print("close")

async def main():
    t = asyncio.create_task(use_resource())
    await asyncio.sleep(0.1)
    t.cancel()
    await asyncio.wait([t])
    print("main ends")

asyncio.run(main())
