import asyncio


async def save():
    print("saved")


async def main():
    save()


asyncio.run(main())
