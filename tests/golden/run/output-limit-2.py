import asyncio
async def main():
    while True:
        print("." * 100_000)
        await asyncio.sleep(0)
asyncio.run(main())
