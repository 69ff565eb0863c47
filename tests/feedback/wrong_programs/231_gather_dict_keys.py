# cause: iterating over a dict gives its keys, not the coroutines (.values() is missing)
# line: 13
# shows: raises TypeError: An asyncio.Future, a coroutine or an awaitable is required
# meant: print the two prices
import asyncio

async def price(thing):
    await asyncio.sleep(0.05)
    return len(thing) * 100

async def main():
    jobs = {"car": price("car"), "boat": price("boat")}
    prices = await asyncio.gather(*jobs)
    print(dict(zip(jobs, prices)))

asyncio.run(main())
