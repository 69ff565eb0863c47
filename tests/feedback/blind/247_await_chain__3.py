# exercise: await-chain
# cause: the die is rolled a second time for the test on six
# line: 8, 10
import asyncio


async def throw(die):
    if await die() == 6:
        return 12
    return await die()


async def turn(die, throws):
    points = 0
    for _ in range(throws):
        points += await throw(die)
    return points


async def game(die, players):
    return [await turn(die, n) for n in players]
