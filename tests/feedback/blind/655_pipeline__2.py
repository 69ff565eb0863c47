# exercise: pipeline
# cause: gather raises the first error but does not cancel the other stations, so after a failure their tasks are left running.
# line: 23
import asyncio


async def run_pipeline(items, stages):
    """Send all items through all stages; return the results in order."""
    end = object()
    queues = [asyncio.Queue() for _ in range(len(stages) + 1)]
    for item in items:
        queues[0].put_nowait(item)
    queues[0].put_nowait(end)

    async def work(i):
        piece = await queues[i].get()
        while piece is not end:
            queues[i + 1].put_nowait(await stages[i](piece))
            piece = await queues[i].get()
        queues[i + 1].put_nowait(end)

    workers = [asyncio.create_task(work(i)) for i in range(len(stages))]
    await asyncio.gather(*workers)
    return [queues[-1].get_nowait() for _ in items]


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
