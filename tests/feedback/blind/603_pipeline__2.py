# exercise: pipeline
# cause: gather raises the first error but does not cancel the other stages, so their tasks are left behind and go on.
# line: 20
import asyncio


async def run_pipeline(items, stages):
    """Send all items through all stages; return the results in order."""
    END = object()
    qs = [asyncio.Queue() for _ in range(len(stages) + 1)]

    async def work(n):
        while (x := await qs[n].get()) is not END:
            qs[n + 1].put_nowait(await stages[n](x))
        qs[n + 1].put_nowait(END)

    for x in items:
        qs[0].put_nowait(x)
    qs[0].put_nowait(END)
    await asyncio.gather(*(work(n) for n in range(len(stages))))
    out = []
    while (x := qs[-1].get_nowait()) is not END:
        out.append(x)
    return out


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
