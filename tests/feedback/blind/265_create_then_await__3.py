# exercise: create-then-await
# cause: as_completed gives the results in the order in which they are ready, not in the order of the pages
# line: 15, 16
import asyncio


async def download(fetch, page):
    await asyncio.sleep(1)
    return await fetch(page)


async def download_all(fetch, pages):
    jobs = [asyncio.create_task(download(fetch, p)) for p in pages]
    texts = []
    for job in asyncio.as_completed(jobs):
        texts.append(await job)
    return texts
