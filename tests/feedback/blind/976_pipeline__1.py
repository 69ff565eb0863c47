# exercise: pipeline
# cause: gather passes on the exception of a stage but does not cancel the other stages, so their tasks are left behind and go on or wait for ever
# line: 27
import asyncio


async def run_pipeline(items, stages):
    """Send all items through all stages; return the results in order."""
    end = object()
    queues = [asyncio.Queue() for _ in range(len(stages) + 1)]

    async def station(stage, before, behind):
        while True:
            piece = await before.get()
            if piece is end:
                await behind.put(end)
                return
            await behind.put(await stage(piece))

    for item in items:
        queues[0].put_nowait(item)
    queues[0].put_nowait(end)

    stations = []
    for number, stage in enumerate(stages):
        stations.append(station(stage, queues[number], queues[number + 1]))
    await asyncio.gather(*stations)

    results = []
    while True:
        piece = queues[-1].get_nowait()
        if piece is end:
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
