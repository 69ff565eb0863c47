# cause: the result of run_in_executor is a future and is not awaited
# line: 12
# shows: prints "sum is pending future" instead of 499500
# meant: print the sum
import asyncio

def add_up(n: int) -> int:
    return sum(range(n))

async def main() -> None:
    loop = asyncio.get_running_loop()
    total = loop.run_in_executor(None, add_up, 1000)
    print("sum is", total if isinstance(total, int) else "pending future")

asyncio.run(main())
