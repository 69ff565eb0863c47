import asyncio
class Job:
    def __init__(self):
        self.task = asyncio.ensure_future(asyncio.sleep(9))
    def end(self):
        self.task.cancel()
        if not self.task.done():
            print("still there?")
async def main():
    job = Job()
    await asyncio.sleep(1)
    job.end()
    await asyncio.sleep(1)
asyncio.run(main())
