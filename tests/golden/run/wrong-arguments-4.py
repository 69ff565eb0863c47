import asyncio
numbers = {}
async def job():
    await asyncio.sleep(1)
async def main():
    task = asyncio.create_task(job())
    task.add_done_callback(numbers.popitem)
    await asyncio.sleep(2)
asyncio.run(main())
