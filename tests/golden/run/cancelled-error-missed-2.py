import asyncio
async def job():
    await asyncio.sleep(10)
async def outcome(task):
    try:
        return await task
    except Exception as error:
        return error
async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep(1)
    task.cancel()
    print(await outcome(task))
asyncio.run(main())
