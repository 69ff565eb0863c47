# exercise: await-chain
# cause: turn awaits the die itself in place of throw, so a six counts 6 points and not 12
# line: 18
import asyncio
import random


async def throw(die):
    """One throw: its points. A six counts double."""
    shows = await die()
    return shows * 2 if shows == 6 else shows


async def turn(die, throws):
    """So many throws, one after the other; the sum of their points."""
    points = 0
    for _ in range(throws):
        points += await die()
    return points


async def game(die, players):
    """One turn for each player; a list of their points."""
    return [await turn(die, throws) for throws in players]


async def slow_die():
    await asyncio.sleep(0.5)
    return random.randint(1, 6)


if __name__ == "__main__":
    print(asyncio.run(game(slow_die, [2, 3])))
