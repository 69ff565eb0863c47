# exercise: process-pool
# cause: the pool is used in a with block, which shuts it down at the end, although it belongs to the caller and is to stay open
# line: 21
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
    borders = [stop * i // parts for i in range(parts + 1)]
    with pool:
        jobs = [
            loop.run_in_executor(pool, count_primes, low, high)
            for low, high in zip(borders, borders[1:])
        ]
        return sum(await asyncio.gather(*jobs))


async def main():
    with concurrent.futures.ProcessPoolExecutor() as pool:
        print(await count_in_parallel(pool, 300_000, 4))


if __name__ == "__main__":
    asyncio.run(main())
