# cause: input() blocks the event loop (and there is no input here)
# line: 15
# shows: raises EOFError when stdin is empty; at a keyboard the clock would stand still
# meant: ask for a name while the clock ticks
import asyncio

async def clock():
    while True:
        print("tick")
        await asyncio.sleep(0.2)

async def main():
    ticking = asyncio.create_task(clock())
    await asyncio.sleep(0.3)
    name = input("Your name? ")
    print("Hi", name)
    ticking.cancel()

asyncio.run(main())
