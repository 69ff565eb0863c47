# exercise: process-pool
# cause: Each job is awaited in the loop before the next one is handed over, so the parts are counted one after the other and not in parallel.
# line: 24
import asyncio
import concurrent.futures
import math


def count_primes(start, stop):
    """How many primes there are from start up to stop, stop left out."""
    return sum(
        n > 1 and all(n % d for d in range(2, math.isqrt(n) + 1))
        for n in range(start, stop)
    )


async def count_in_parallel(pool, stop, parts):
    """The number of primes below stop, counted in parts by a pool."""
    loop = asyncio.get_running_loop()
    total = 0
    for i in range(parts):
        start = stop * i // parts
        end = stop * (i + 1) // parts
        total += await loop.run_in_executor(pool, count_primes, start, end)
    return total


async def main():
    with concurrent.futures.ProcessPoolExecutor() as pool:
        print(await count_in_parallel(pool, 300_000, 4))


if __name__ == "__main__":
    asyncio.run(main())
