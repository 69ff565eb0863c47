import asyncio


async def numbers(n):
    try:
        for i in range(n):
            await asyncio.sleep(0)
            yield i
    finally:
        print("closing numbers")


async def main():
    print([i async for i in numbers(4) if i % 2])
    async for i in numbers(10):
        if i == 2:
            break
    generator = numbers(3)
    print(await anext(generator), await generator.asend(None))
    await generator.aclose()
    print(await anext(generator, "empty"))
    left = numbers(5)
    await anext(left)
    print("leaving one open")


asyncio.run(main())
