import asyncio


async def job():
    return 1


async def main():
    print(await asyncio.gather([job(), job()]))


asyncio.run(main())
