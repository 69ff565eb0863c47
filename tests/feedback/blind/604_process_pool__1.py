# exercise: process-pool
# cause: result() of a concurrent future blocks the thread of the loop, so nothing else runs while the pool computes.
# line: 22, 25
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
    bounds = [stop * part // parts for part in range(parts + 1)]
    jobs = []
    for low, high in zip(bounds, bounds[1:]):
        jobs.append(pool.submit(count_primes, low, high))
    total = 0
    for job in jobs:
        total += job.result()
    return total


async def main():
    with concurrent.futures.ProcessPoolExecutor() as pool:
        print(await count_in_parallel(pool, 300_000, 4))


if __name__ == "__main__":
    asyncio.run(main())
