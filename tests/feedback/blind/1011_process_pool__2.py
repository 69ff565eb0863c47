# exercise: process-pool
# cause: each range has the length stop // parts, so when stop cannot be divided evenly, the numbers of the remainder at the end are never counted
# line: 20, 25
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
    size = stop // parts
    futures = []
    for part in range(parts):
        start = part * size
        futures.append(
            loop.run_in_executor(pool, count_primes, start, start + size)
        )
    total = 0
    for future in futures:
        total += await future
    return total


async def main():
    with concurrent.futures.ProcessPoolExecutor() as pool:
        print(await count_in_parallel(pool, 300_000, 4))


if __name__ == "__main__":
    asyncio.run(main())
