# cause: except BaseException swallows the CancelledError, so the task runs on
# line: 11
# shows: hangs: "cancelled?" is printed once, and the worker never stops
# meant: stop the worker
import asyncio

async def worker():
    while True:
        try:
            await asyncio.sleep(0.1)
        except BaseException as e:
            print("cancelled?", type(e).__name__)

async def main():
    task = asyncio.create_task(worker())
    await asyncio.sleep(0.25)
    task.cancel()
    await task

asyncio.run(main())
