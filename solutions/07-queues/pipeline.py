import asyncio


async def run_pipeline(items, stages):
    """Send all items through all stages; return the results in order."""
    end = object()
    queues = [asyncio.Queue() for _ in range(len(stages) + 1)]

    async def work(stage, before, behind):
        while (piece := await before.get()) is not end:
            await behind.put(await stage(piece))
        await behind.put(end)

    async with asyncio.TaskGroup() as group:
        for number, stage in enumerate(stages):
            group.create_task(work(stage, queues[number], queues[number + 1]))
        for item in [*items, end]:
            await queues[0].put(item)

    results = []
    while (result := await queues[-1].get()) is not end:
        results.append(result)
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
