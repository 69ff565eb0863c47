# exercise: process-pool
# cause: result() of the concurrent futures from pool.submit blocks the thread, so the event loop stands still until the pool is done.
# line: 21, 25
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
    bounds = [stop * i // parts for i in range(parts + 1)]
    futures = [
        pool.submit(count_primes, a, b) for a, b in zip(bounds, bounds[1:])
    ]
    total = 0
    for future in futures:
        total += future.result()
    return total


async def main():
    with concurrent.futures.ProcessPoolExecutor() as pool:
        print(await count_in_parallel(pool, 300_000, 4))


if __name__ == "__main__":
    asyncio.run(main())
