# cause: the closing bracket of gather( is missing
# line: 11
# shows: SyntaxError: '(' was never closed
# meant: run two tasks
import asyncio

async def part(n):
    print("part", n)

async def main():
    await asyncio.gather(part(1), part(2)

asyncio.run(main())
