import asyncio


async def operation(future):
    loop = future.get_loop()
    loop.call_later(2, future.set_result, "Future Completed")


async def start(operation):
    future = asyncio.get_running_loop().create_future()
    task = asyncio.ensure_future(operation(future))
    await future
    await task
    return future.result()


def result_of(operation):
    return asyncio.run(start(operation))


print(result_of(operation))
