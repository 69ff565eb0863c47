import asyncio


async def breakfast(boil, toast):
    loop = asyncio.get_running_loop()
    water = loop.create_task(boil())
    await water
    bread = loop.create_task(toast())
    await bread
    return [water.result(), bread.result()]
