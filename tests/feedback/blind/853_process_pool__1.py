# exercise: process-pool
# cause: each job is awaited before the next one is handed over, so only one process works at a time
# line: 21, 23
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
        first, last = stop * i // parts, stop * (i + 1) // parts
        total += await loop.run_in_executor(pool, count_primes, first, last)
    return total


async def main():
    with concurrent.futures.ProcessPoolExecutor() as pool:
        print(await count_in_parallel(pool, 300_000, 4))


if __name__ == "__main__":
    asyncio.run(main())
