import asyncio


async def breakfast(boil, toast):
    water = asyncio.create_task(boil())
    bread = asyncio.create_task(toast())
    return [await water, await bread]
