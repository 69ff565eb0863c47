# exercise: create-then-await
# cause: a dict keyed by a constant keeps only the last
# line: 15
import asyncio


async def download(fetch, page):
    await asyncio.sleep(1)
    return await fetch(page)


async def download_all(fetch, pages):
    tasks = {}
    for page in pages:
        tasks["page"] = asyncio.create_task(download(fetch, page))
    return [await t for t in tasks.values()]
