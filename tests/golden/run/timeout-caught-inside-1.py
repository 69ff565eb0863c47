import asyncio


async def main():
    async with asyncio.timeout(1):
        try:
            await asyncio.sleep(2)
        except TimeoutError:
            print("too late")


asyncio.run(main())
