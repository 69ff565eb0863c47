import asyncio


async def important():
    await asyncio.sleep(0.01)
    print("important work done")
    return "kept"


async def main():
    inner = asyncio.create_task(important())
    outer = asyncio.create_task(asyncio.wait_for(asyncio.shield(inner), 60))
    await asyncio.sleep(0)
    outer.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print("outer cancelled, inner", inner.done())
    print(await inner)


asyncio.run(main())
