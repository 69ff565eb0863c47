# cause: return in finally swallows the CancelledError, so the task counts as finished
# line: 13
# shows: prints "result: partial" where a cancellation was meant
# meant: see the task as cancelled
import asyncio

async def long_job():
    result = "partial"
    try:
        await asyncio.sleep(10)
        result = "complete"
    finally:
        return result

async def main():
    t = asyncio.create_task(long_job())
    await asyncio.sleep(0.1)
    t.cancel()
    try:
        print("result:", await t)
    except asyncio.CancelledError:
        print("cancelled")

asyncio.run(main())
