# exercise: pipeline
# cause: None marks the end although None can be a piece, so a piece None makes the stations go home too early and results are lost
# line: 14, 15, 21, 32
import asyncio


async def run_pipeline(items, stages):
    """Send all items through all stages; return the results in order."""
    queues = [asyncio.Queue() for _ in range(len(stages) + 1)]

    async def station(stage, before, behind):
        while True:
            piece = await before.get()
            if piece is None:
                await behind.put(None)
                return
            behind.put_nowait(await stage(piece))

    for item in items:
        queues[0].put_nowait(item)
    queues[0].put_nowait(None)

    async with asyncio.TaskGroup() as group:
        for number, stage in enumerate(stages):
            group.create_task(
                station(stage, queues[number], queues[number + 1])
            )

    results = []
    while True:
        piece = queues[-1].get_nowait()
        if piece is None:
            return results
        results.append(piece)


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
