import asyncio


async def breakfast(boil, toast):
    water = await boil()
    bread = await toast()
    return [water, bread]
