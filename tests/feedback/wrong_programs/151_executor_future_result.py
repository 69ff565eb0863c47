# cause: future.result() of a thread pool blocks the loop; run_in_executor with await was meant
# line: 16
# shows: takes 0.8 s instead of 0.4 s
# meant: two calculations at the same time
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(4)

def calc(n):
    time.sleep(0.4)
    return n * n

async def async_calc(n):
    return pool.submit(calc, n).result()

async def main():
    t = time.perf_counter()
    print(await asyncio.gather(async_calc(3), async_calc(4)))
    print(f"{time.perf_counter() - t:.1f} s")

asyncio.run(main())
