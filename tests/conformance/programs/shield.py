import asyncio


async def important(go):
    await go.wait()
    print("important work done")
    return "kept"


async def main():
    go = asyncio.Event()
    inner = asyncio.create_task(important(go))
    outer = asyncio.create_task(asyncio.wait_for(asyncio.shield(inner), 60))
    await asyncio.sleep(0)
    outer.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print("outer cancelled, inner", inner.done())
    go.set()
    print(await inner)


asyncio.run(main())
