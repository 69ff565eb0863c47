# cause: the worker loops for ever and main awaits it; there is no end mark and no cancel
# line: 9, 17
# shows: prints the three jobs and hangs for ever
# meant: end after the last job
import asyncio

async def worker(queue):
    while True:
        job = await queue.get()
        print("job", job)
        queue.task_done()

async def main():
    queue = asyncio.Queue()
    for job in "abc":
        await queue.put(job)
    await worker(queue)
    print("done")

asyncio.run(main())
