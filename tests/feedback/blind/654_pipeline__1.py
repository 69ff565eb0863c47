# exercise: pipeline
# cause: A station that gets END goes home without handing END on to the next queue, so the stations behind it and the collector wait for ever.
# line: 15, 16
import asyncio


async def run_pipeline(items, stages):
    """Send all items through all stages; return the results in order."""
    END = object()
    queues = [asyncio.Queue() for _ in range(len(stages) + 1)]

    async def station(stage, source, target):
        while True:
            piece = await source.get()
            if piece is END:
                return
            await target.put(await stage(piece))

    results = []
    async with asyncio.TaskGroup() as group:
        for number, stage in enumerate(stages):
            group.create_task(station(stage, queues[number], queues[number + 1]))
        for item in items:
            queues[0].put_nowait(item)
        queues[0].put_nowait(END)
        while (piece := await queues[-1].get()) is not END:
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
