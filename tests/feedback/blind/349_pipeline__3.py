# exercise: pipeline
# cause: every item runs through the stages on its own, so a stage works on several pieces at a time
# line: 10, 14
import asyncio


async def run_pipeline(items, stages):
    async def one(piece):
        for stage in stages:
            piece = await stage(piece)
        return piece

    async with asyncio.TaskGroup() as tg:
        tasks = [tg.create_task(one(item)) for item in items]
    return [t.result() for t in tasks]
