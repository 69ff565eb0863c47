# cause: filter calls the coroutine function without awaiting it; coroutine objects are always true
# line: 12
# shows: prints [1, 2, 3, 4] instead of [2, 4], with never awaited warnings
# meant: keep the even numbers
import asyncio

async def is_even(n: int) -> bool:
    await asyncio.sleep(0)
    return n % 2 == 0

async def main() -> None:
    evens = list(filter(is_even, [1, 2, 3, 4]))
    print(evens)

asyncio.run(main())
