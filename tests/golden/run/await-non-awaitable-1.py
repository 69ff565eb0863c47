import asyncio


def number():
    return 1


async def main():
    print(await number())


asyncio.run(main())
