# exercise: pipeline
# cause: the station does not hand on the END, so the next station waits for ever
# line: 16, 17
import asyncio

END = object()


async def run_pipeline(items, stages):
    """Send all items through all stages; return the results in order."""
    queues = [asyncio.Queue() for _ in range(len(stages) + 1)]

    async def worker(stage, before, behind):
        while True:
            piece = await before.get()
            if piece is END:
                return
            await behind.put(await stage(piece))

    for item in items:
        queues[0].put_nowait(item)
    queues[0].put_nowait(END)
    async with asyncio.TaskGroup() as group:
        for n, stage in enumerate(stages):
            group.create_task(worker(stage, queues[n], queues[n + 1]))
    results = []
    while not queues[-1].empty():
        results.append(queues[-1].get_nowait())
    return results
