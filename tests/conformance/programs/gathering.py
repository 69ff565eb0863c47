import asyncio


async def value(x):
    await asyncio.sleep(0)
    if x < 0:
        raise ValueError(x)
    return x


async def main():
    print(await asyncio.gather())
    print(await asyncio.gather(value(1), asyncio.gather(value(2), value(3))))
    same = value(4)
    print(await asyncio.gather(same, same))
    try:
        await asyncio.gather(value(5), value(-1), value(6))
    except ValueError as error:
        print("first error", error)
    both = asyncio.gather(value(7), asyncio.sleep(60))
    await asyncio.sleep(0)
    both.cancel()
    try:
        await both
    except asyncio.CancelledError:
        print("cancelled", both.cancelled())


asyncio.run(main())
