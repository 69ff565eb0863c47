# exercise: pipeline
# cause: List multiplication puts the same queue object into the list again and again, so all stations take from and put into one single queue.
# line: 10
import asyncio


async def run_pipeline(items, stages):
    """Send all items through all stages; return the results in order."""
    end = object()
    belts = [asyncio.Queue()] * (len(stages) + 1)
    results = []

    async def feed():
        for item in items:
            await belts[0].put(item)
        await belts[0].put(end)

    async def work(number, stage):
        while (piece := await belts[number].get()) is not end:
            done = await stage(piece)
            await belts[number + 1].put(done)
        await belts[number + 1].put(end)

    async def collect():
        while (piece := await belts[-1].get()) is not end:
            results.append(piece)

    async with asyncio.TaskGroup() as group:
        group.create_task(feed())
        for number, stage in enumerate(stages):
            group.create_task(work(number, stage))
        group.create_task(collect())
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
