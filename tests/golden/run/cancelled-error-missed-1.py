import asyncio


async def main():
    task = asyncio.create_task(asyncio.sleep(5))
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.wait([task])
    try:
        print(task.result())
    except Exception:
        print("it did not work out")


asyncio.run(main())
