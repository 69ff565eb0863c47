import asyncio


async def fetch(number):
    await asyncio.sleep(1)
    return number


async def main():
    for number in range(3):
        print(await asyncio.create_task(fetch(number)))


asyncio.run(main())
