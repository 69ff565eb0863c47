# cause: call_at wants an absolute time of the loop's clock, 2 is a delay (call_later was meant)
# line: 12
# shows: prints "start" and "now" at once (0 s) instead of "now" after 2 s
# meant: wait two seconds before "now"
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    started = loop.time()
    done = loop.create_future()
    print("start")
    loop.call_at(2, done.set_result, "now")
    print(await done)
    print(f"{loop.time() - started:.0f} s")

asyncio.run(main())
