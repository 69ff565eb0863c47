import asyncio


async def number():
    return 1


async def main():
    print(asyncio.run(number()))


asyncio.run(main())
