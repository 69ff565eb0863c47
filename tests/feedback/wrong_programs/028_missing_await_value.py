# cause: the call of fetch_price lacks await, so price is a coroutine object
# line: 12
# shows: raises TypeError: unsupported operand type(s) for *: 'coroutine' and 'int'
# meant: print the total of 30
import asyncio

async def fetch_price(item):
    await asyncio.sleep(0.1)
    return 10

async def main():
    price = fetch_price("tea")
    total = price * 3
    print("total:", total)

asyncio.run(main())
