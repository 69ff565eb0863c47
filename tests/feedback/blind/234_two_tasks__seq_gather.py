# exercise: two-tasks
# cause: each is awaited before the other begins
# line: 10
import asyncio


async def breakfast(boil, toast):
    results = []
    for work in (boil, toast):
        results.append(await work())
    return results
