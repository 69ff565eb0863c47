import asyncio
async def job():
    await asyncio.sleep(1)
async def main():
    running = set()
    for _ in range(2):
        task = asyncio.create_task(job())
        running.add(task)
        task.add_done_callback(running.clear)
    await asyncio.sleep(3)
    print(len(running))
asyncio.run(main())
