import asyncio
async def left(a, b):
    async with a:
        await asyncio.sleep(1)
        async with b:
            print("left")
async def main():
    a, b = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(left(a, b), left(b, a))
asyncio.run(main())
