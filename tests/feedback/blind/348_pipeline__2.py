# exercise: pipeline
# cause: None marks the end, though a piece may be None
# line: 14, 15, 21, 26
import asyncio


async def run_pipeline(items, stages):
    """Send all items through all stages; return the results in order."""
    queues = [asyncio.Queue() for _ in range(len(stages) + 1)]

    async def worker(stage, before, behind):
        while True:
            piece = await before.get()
            if piece is None:
                await behind.put(None)
                return
            await behind.put(await stage(piece))

    for item in items:
        await queues[0].put(item)
    await queues[0].put(None)
    async with asyncio.TaskGroup() as group:
        for n, stage in enumerate(stages):
            group.create_task(worker(stage, queues[n], queues[n + 1]))
    results = []
    while (piece := queues[-1].get_nowait()) is not None:
        results.append(piece)
    return results
