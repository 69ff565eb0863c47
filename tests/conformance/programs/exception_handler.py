import asyncio


def handler(loop, context):
    print(sorted(context), type(context.get("exception")).__name__)


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
    future = loop.create_future()
    future.set_exception(OSError())
    del future
    loop.set_exception_handler(None)
    loop.call_soon(int, "x")
    await asyncio.sleep(0)


asyncio.run(main())
