# cause: range(1, n) ends before n
# line: 8
# shows: prints round 1 and round 2 but not round 3
# meant: print three rounds
import asyncio

async def boxing(rounds):
    for r in range(1, rounds):
        print("round", r)
        await asyncio.sleep(0.05)
    print("fight over")

asyncio.run(boxing(3))
