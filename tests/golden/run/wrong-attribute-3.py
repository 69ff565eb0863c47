import asyncio


async def main():
    asyncio.call_later(1, print, "later")
    await asyncio.sleep(2)


asyncio.run(main())
