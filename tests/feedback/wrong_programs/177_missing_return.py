# cause: the function works out the value but does not return it
# line: 9
# shows: prints "mean: None" instead of 2.0
# meant: print the mean 2.0
import asyncio

async def mean(data):
    await asyncio.sleep(0.05)
    m = sum(data) / len(data)

async def main():
    print("mean:", await mean([1, 2, 3]))

asyncio.run(main())
