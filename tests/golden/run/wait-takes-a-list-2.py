import asyncio
async def tea():
    await asyncio.sleep(1)
async def main():
    a, b = asyncio.create_task(tea()), asyncio.create_task(tea())
    await asyncio.wait(a, b)
asyncio.run(main())
