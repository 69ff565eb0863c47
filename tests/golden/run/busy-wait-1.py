import asyncio

ready = False


async def main():
    while not ready:
        await asyncio.sleep(0)


asyncio.run(main())
