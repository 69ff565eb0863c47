import asyncio
async def worker(q):
    while not q.empty():
        item = q.get_nowait()
        try:
            print(item)
            q.task_done()
        finally:
            q.task_done()
async def main():
    q = asyncio.Queue()
    q.put_nowait("x")
    await worker(q)
asyncio.run(main())
