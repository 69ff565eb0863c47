# exercise: await-chain
# cause: one coroutine object is awaited several times; each throw needs its own call
# line: 15, 18
import asyncio


async def throw(die):
    shows = await die()
    if shows == 6:
        return 12
    return shows


async def turn(die, throws):
    one_throw = throw(die)
    points = 0
    for _ in range(throws):
        points += await one_throw
    return points


async def game(die, players):
    results = []
    for throws in players:
        results.append(await turn(die, throws))
    return results
