# cause: the result of run_in_executor is a future and is not awaited
# line: 12
# shows: raises TypeError: unsupported operand type(s) for +: '_asyncio.Future' and 'int'
# meant: print 499501
import asyncio

def add_up(n: int) -> int:
    return sum(range(n))

async def main() -> None:
    loop = asyncio.get_running_loop()
    total = loop.run_in_executor(None, add_up, 1000)
    print("sum plus one is", total + 1)

asyncio.run(main())
