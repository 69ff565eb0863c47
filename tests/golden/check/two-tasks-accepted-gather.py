import asyncio


async def breakfast(boil, toast):
    return list(await asyncio.gather(boil(), toast()))
