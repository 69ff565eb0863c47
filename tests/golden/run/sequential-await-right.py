import asyncio


async def fetch(number):
    await asyncio.sleep(1)
    return number


async def main():
    tasks = [asyncio.create_task(fetch(number)) for number in range(3)]
    for task in tasks:
        print(await task)


asyncio.run(main())
