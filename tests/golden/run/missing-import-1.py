import asyncio


async def main():
    print(math.sqrt(4))


asyncio.run(main())
