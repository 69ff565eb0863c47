# cause: wait with FIRST_COMPLETED leaves the loser running; it is not cancelled
# line: 15
# shows: prints "first: fast", and then also "slow buys a ticket"
# meant: only the fast one buys a ticket
import asyncio

async def buy(name, delay):
    await asyncio.sleep(delay)
    print(name, "buys a ticket")
    return name

async def main():
    racers = [asyncio.create_task(buy("fast", 0.1)),
              asyncio.create_task(buy("slow", 0.3))]
    done, pending = await asyncio.wait(
        racers, return_when=asyncio.FIRST_COMPLETED)
    print("first:", done.pop().result())
    await asyncio.sleep(0.5)

asyncio.run(main())
