import asyncio
async def racer(fut, delay):
    await asyncio.sleep(delay)
    fut.set_result(delay)
async def main():
    fut = asyncio.get_running_loop().create_future()
    await asyncio.gather(racer(fut, 1), racer(fut, 2))
asyncio.run(main())
