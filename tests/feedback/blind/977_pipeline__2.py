# exercise: pipeline
# cause: the list times a number gives many times the same lock, so the stages exclude each other and only one of them works at a time
# line: 11
import asyncio


async def run_pipeline(items, stages):
    """Send all items through all stages; return the results in order."""
    # No queues: every item walks along the line by itself, and a lock lets
    # only one of them stand at a station. Locks are fair, nobody overtakes.
    free = [asyncio.Lock()] * len(stages)

    async def walk(piece):
        for stage, lock in zip(stages, free):
            async with lock:
                piece = await stage(piece)
        return piece

    async with asyncio.TaskGroup() as line:
        walks = [line.create_task(walk(item)) for item in items]
    return [walk.result() for walk in walks]


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
