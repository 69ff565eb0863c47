# exercise: pipeline
# cause: when a stage fails, gather raises its exception but does not cancel the other workers, so they stay behind as running tasks
# line: 24, 25
import asyncio


async def run_pipeline(items, stages):
    """Send all items through all stages; return the results in order."""
    end = object()
    queues = [asyncio.Queue() for _ in range(len(stages) + 1)]
    for item in items:
        queues[0].put_nowait(item)
    queues[0].put_nowait(end)

    async def worker(i):
        while True:
            piece = await queues[i].get()
            if piece is end:
                queues[i + 1].put_nowait(end)
                break
            result = await stages[i](piece)
            queues[i + 1].put_nowait(result)

    workers = [asyncio.create_task(worker(i)) for i in range(len(stages))]
    await asyncio.gather(*workers)

    results = []
    while (piece := queues[-1].get_nowait()) is not end:
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
