import asyncio, time
async def main():
    loop = asyncio.get_running_loop()
    loop.call_at(time.monotonic() + 1, print, "ding")
    await asyncio.sleep(2)
asyncio.run(main())
