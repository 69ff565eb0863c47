import asyncio

total = 0


async def add():
    global total
    old = total
    await asyncio.sleep(1)
    total = old + 1


async def main():
    await asyncio.gather(add(), add())
    print(total)


asyncio.run(main())
