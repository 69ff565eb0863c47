# cause: with return_exceptions=True an exception object is among the results, and is used as a number
# line: 14
# shows: raises TypeError: unsupported operand type(s) for +: 'int' and 'ValueError'
# meant: sum up the good values only (4)
import asyncio

async def parse(text: str) -> int:
    await asyncio.sleep(0)
    return int(text)

async def main():
    values = await asyncio.gather(
        *(parse(t) for t in ["1", "x", "3"]), return_exceptions=True)
    print("sum:", sum(values))

asyncio.run(main())
