# exercise: two-tasks
# cause: only the first result is returned
# line: 9
import asyncio


async def breakfast(boil, toast):
    water, bread = await asyncio.gather(boil(), toast())
    return water
