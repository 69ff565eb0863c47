# exercise: create-then-await
# cause: the pause is made once for each page before the tasks
# line: 14
import asyncio


async def download(fetch, page):
    return await fetch(page)


async def download_all(fetch, pages):
    tasks = []
    for p in pages:
        await asyncio.sleep(1)
        tasks.append(asyncio.create_task(download(fetch, p)))
    return [await t for t in tasks]
