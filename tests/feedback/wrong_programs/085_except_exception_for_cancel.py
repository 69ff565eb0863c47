# cause: CancelledError is a BaseException, so except Exception does not see it
# line: 10
# shows: the clean-up "saved on cancel" is never printed
# meant: save the state when cancelled
import asyncio

async def editor():
    try:
        await asyncio.sleep(60)
    except Exception:
        print("saved on cancel")
        raise

async def main():
    e = asyncio.create_task(editor())
    await asyncio.sleep(0.1)
    e.cancel()
    results = await asyncio.gather(e, return_exceptions=True)
    print("end", len(results))

asyncio.run(main())
