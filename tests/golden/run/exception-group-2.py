import asyncio
async def pay(number):
    raise OSError(f"no line to bank {number}")
async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(pay(1))
            group.create_task(pay(2))
    except OSError:
        print("try again tomorrow")
asyncio.run(main())
