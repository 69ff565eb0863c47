import asyncio


async def use(name):
    async with asyncio.Lock():
        print(name, "in")
        await asyncio.sleep(1)


async def main():
    await asyncio.gather(use("a"), use("b"))


asyncio.run(main())
