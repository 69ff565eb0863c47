import asyncio


async def breakfast(boil, toast):
    async with asyncio.TaskGroup() as group:
        water = group.create_task(boil())
        bread = group.create_task(toast())
    return [water.result(), bread.result()]
