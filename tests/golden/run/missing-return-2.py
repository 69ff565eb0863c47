import asyncio
async def add(a, b):
    c = a + b
async def main():
    result = await add(1, 2)
    print("sum", result)
asyncio.run(main())
