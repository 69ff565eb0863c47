# cause: gather is called inside the for loop with a single coroutine each time
# line: 15
# shows: takes 0.9 s instead of 0.3 s
# meant: all three at the same time
import asyncio
from time import perf_counter

async def ping(host):
    await asyncio.sleep(0.3)
    return host

async def main():
    t0 = perf_counter()
    for host in ["alpha", "beta", "gamma"]:
        print(await asyncio.gather(ping(host)))
    print(f"{perf_counter() - t0:.1f} s")

asyncio.run(main())
