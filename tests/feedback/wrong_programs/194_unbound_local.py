# cause: count is assigned in the function, so it is local; global is missing
# line: 11
# shows: raises UnboundLocalError: cannot access local variable 'count' ...
# meant: count to 3
import asyncio

count = 0

async def bump():
    await asyncio.sleep(0)
    count += 1

async def main():
    for _ in range(3):
        await bump()
    print(count)

asyncio.run(main())
