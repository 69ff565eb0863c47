import asyncio


async def number():
    return 1


async def main():
    print(number() + 1)


asyncio.run(main())
