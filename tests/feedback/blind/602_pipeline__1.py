# exercise: pipeline
# cause: None marks the end of the line, but None may be a piece too, so such a piece stops the stages too early.
# line: 15, 16, 22, 29
import asyncio


async def run_pipeline(items, stages):
    """Send all items through all stages; return the results in order."""
    queues = [asyncio.Queue() for _ in range(len(stages) + 1)]
    results = []

    async def station(stage, before, behind):
        while True:
            piece = await before.get()
            if piece is None:
                await behind.put(None)
                return
            await behind.put(await stage(piece))

    for item in items:
        queues[0].put_nowait(item)
    queues[0].put_nowait(None)

    async with asyncio.TaskGroup() as group:
        for number, stage in enumerate(stages):
            group.create_task(station(stage, queues[number], queues[number + 1]))

    # everybody has gone home: empty the last queue
    while (piece := queues[-1].get_nowait()) is not None:
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
