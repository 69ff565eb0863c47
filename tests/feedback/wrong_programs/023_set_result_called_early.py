# cause: set_result is called on the spot; its result None is what call_later gets
# line: 11
# shows: prints "after 0.0 s" instead of 1.0 s (and, were the loop to live on, None would be called)
# meant: wait one second for the value
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    box = loop.create_future()
    t0 = loop.time()
    loop.call_later(1, box.set_result("present"))
    print(await box, f"after {loop.time() - t0:.1f} s")

asyncio.run(main())
