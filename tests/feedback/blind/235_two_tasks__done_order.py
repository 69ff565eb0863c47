# exercise: two-tasks
# cause: wait gives a set, in any order; first done first
# line: 9, 10
import asyncio


async def breakfast(boil, toast):
    results = []
    for job in asyncio.as_completed([boil(), toast()]):
        results.append(await job)
    return results
