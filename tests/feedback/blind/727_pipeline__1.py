# exercise: pipeline
# cause: gather passes on the first exception but does not cancel the other stages, so after a failure they work on and their tasks are left behind.
# line: 26, 27
import asyncio


async def run_pipeline(items, stages):
    """Send all items through all stages; return the results in order."""
    END = object()
    queues = [asyncio.Queue() for _ in range(len(stages) + 1)]
    for item in items:
        queues[0].put_nowait(item)
    queues[0].put_nowait(END)

    async def station(stage, before, after):
        while True:
            piece = await before.get()
            if piece is END:
                await after.put(END)
                return
            await after.put(await stage(piece))

    tasks = []
    for number, stage in enumerate(stages):
        work = station(stage, queues[number], queues[number + 1])
        tasks.append(asyncio.create_task(work))
    await asyncio.gather(*tasks)

    results = []
    while (piece := queues[-1].get_nowait()) is not END:
        results.append(piece)
    return results


async def main():
    async def wash(apple):
        await asyncio.sleep(0.2)
        return f"clean {apple}"

    async def peel(apple):
        await asyncio.sleep(0.5)
        return f"peeled {apple}"

    async def cut(apple):
        await asyncio.sleep(0.1)
        print("done:", apple)
        return f"cut {apple}"

    apples = ["apple 1", "apple 2", "apple 3"]
    print(await run_pipeline(apples, [wash, peel, cut]))


if __name__ == "__main__":
    asyncio.run(main())
