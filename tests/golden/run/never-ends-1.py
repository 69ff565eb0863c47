import asyncio


async def main():
    while True:
        print("tick")
        await asyncio.sleep(60)


asyncio.run(main())
