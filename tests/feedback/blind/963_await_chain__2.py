# exercise: await-chain
# cause: the turns are handed to gather, so all players throw at the same time, not one turn after the other
# line: 28
import asyncio
import random


async def throw(die):
    """One throw: its points. A six counts double."""
    match await die():
        case 6:
            return 12
        case shows:
            return shows


async def turn(die, throws):
    """So many throws, one after the other; the sum of their points."""
    if throws == 0:
        return 0
    first = await throw(die)
    return first + await turn(die, throws - 1)


async def game(die, players):
    """One turn for each player; a list of their points."""
    turns = [turn(die, throws) for throws in players]
    points = await asyncio.gather(*turns)
    return list(points)


async def slow_die():
    await asyncio.sleep(0.5)
    return random.randint(1, 6)


if __name__ == "__main__":
    print(asyncio.run(game(slow_die, [2, 3])))
