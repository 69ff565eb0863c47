# cause: call_soon is given a coroutine function; the call only makes a coroutine object that nobody runs
# line: 13
# shows: the coroutine is never run: prints only "end" plus a RuntimeWarning "coroutine 'job' was never awaited" (in debug mode TypeError)
# meant: print "job done" and then "end"
import asyncio

async def job():
    await asyncio.sleep(0.1)
    print("job done")

async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(job)
    await asyncio.sleep(0.5)
    print("end")

asyncio.run(main())
