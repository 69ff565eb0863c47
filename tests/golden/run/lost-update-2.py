import asyncio
stock = {"apples": 3}
async def sell():
    left = stock["apples"]
    await asyncio.sleep(0.1)
    stock["apples"] = left - 1
async def main():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(sell())
        tg.create_task(sell())
    print(stock)
asyncio.run(main())
