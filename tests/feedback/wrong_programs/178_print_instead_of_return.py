# cause: the coroutine prints its result instead of returning it
# line: 9
# shows: prints 4 and 9, then raises TypeError: unsupported operand type(s) for +: 'NoneType' and 'NoneType'
# meant: print the sum 13
import asyncio

async def square(n):
    await asyncio.sleep(0.05)
    print(n * n)

async def main():
    a, b = await asyncio.gather(square(2), square(3))
    print("sum", a + b)

asyncio.run(main())
