# exercise: two-tasks
# cause: the results are read inside the group
# line: 11
import asyncio


async def breakfast(boil, toast):
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(boil())
        b = tg.create_task(toast())
        return [a.result(), b.result()]
