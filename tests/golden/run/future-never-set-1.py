import asyncio


async def main():
    future = asyncio.get_running_loop().create_future()
    await future


asyncio.run(main())
