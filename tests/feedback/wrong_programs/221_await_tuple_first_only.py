# cause: await a(), b() awaits only the first one; the second stays a coroutine object in the tuple
# line: 16
# shows: raises TypeError: unsupported operand type(s) for +: 'int' and 'coroutine'
# meant: print 30
import asyncio

async def apples():
    await asyncio.sleep(0.1)
    return 10

async def pears():
    await asyncio.sleep(0.1)
    return 20

async def main():
    a, p = await apples(), pears()
    print(a + p)

asyncio.run(main())
