# cause: event.set lacks its parentheses, so the event is never set
# line: 16
# shows: prints "ready, steady" and hangs for ever
# meant: the runner starts
import asyncio

async def runner(start: asyncio.Event):
    await start.wait()
    print("running")

async def main():
    start = asyncio.Event()
    r = asyncio.create_task(runner(start))
    print("ready, steady")
    await asyncio.sleep(0.1)
    start.set
    await r

asyncio.run(main())
