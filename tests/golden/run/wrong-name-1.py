import asyncio


async def main():
    result = 1
    print(reslut)


asyncio.run(main())
