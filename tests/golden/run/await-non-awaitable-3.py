import asyncio


async def bake(thing):
    await asyncio.sleep(1)
    return thing


async def main():
    cake = await bake("cake")
    bread = await bake("bread")
    done, _ = await asyncio.wait([cake, bread])
    print(len(done))


asyncio.run(main())
