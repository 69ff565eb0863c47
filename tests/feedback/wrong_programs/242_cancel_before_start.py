# cause: the task is cancelled before it was ever started, so not even its finally block runs
# line: 15, 16
# shows: prints only "end"; neither "begin" nor "cleaned up"
# meant: begin, be cancelled, and clean up
import asyncio

async def job():
    try:
        print("begin")
        await asyncio.sleep(5)
    finally:
        print("cleaned up")

async def main():
    t = asyncio.create_task(job())
    t.cancel()
    await asyncio.gather(t, return_exceptions=True)
    print("end")

asyncio.run(main())
