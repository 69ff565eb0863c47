import asyncio


async def save():
    print("saved")


async def main():
    await save()


asyncio.run(main())
