# exercise: create-then-await
# cause: coroutines are collected, not tasks
# line: 16, 19
import asyncio


async def download(fetch, page):
    await asyncio.sleep(1)
    content = await fetch(page)
    return content


async def download_all(fetch, pages):
    jobs = []
    for page in pages:
        jobs.append(download(fetch, page))
    results = []
    for job in jobs:
        results.append(await job)
    return results
