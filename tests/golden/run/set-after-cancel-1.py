import asyncio


async def main():
    future = asyncio.get_running_loop().create_future()
    future.cancel()
    future.set_result(1)


asyncio.run(main())
