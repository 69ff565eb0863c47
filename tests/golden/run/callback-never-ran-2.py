import asyncio
async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(10, print, "reminder")
    await asyncio.sleep(1)
asyncio.run(main())
