import asyncio


async def main():
    await asyncio.sleep(500)
    print("half a second later?")


asyncio.run(main())
