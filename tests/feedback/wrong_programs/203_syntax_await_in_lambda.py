# cause: await is used inside a lambda, which is never asynchronous
# line: 11
# shows: SyntaxError: 'await' outside async function
# meant: print 4
import asyncio

async def twice(x):
    return 2 * x

async def main():
    compute = lambda x: await twice(x)
    print(compute(2))

asyncio.run(main())
