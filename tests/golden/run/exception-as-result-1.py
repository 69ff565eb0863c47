import asyncio


async def main():
    future = asyncio.get_running_loop().create_future()
    future.set_result(ValueError("bad"))
    print(repr(await future))


asyncio.run(main())
