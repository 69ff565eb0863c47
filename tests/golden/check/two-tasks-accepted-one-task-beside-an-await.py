import asyncio


async def breakfast(boil, toast):
    bread = asyncio.create_task(toast())
    water = await boil()
    return [water, await bread]
