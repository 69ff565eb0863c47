import asyncio


def begin(job):
    return asyncio.ensure_future(job())


async def breakfast(boil, toast):
    jobs = [begin(boil), begin(toast)]
    await asyncio.wait(jobs)
    return [job.result() for job in jobs]
