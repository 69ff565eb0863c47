# exercise: create-then-await
# cause: the pause comes after the fetch
# line: 8, 9
import asyncio


async def download(fetch, page):
    content = await fetch(page)
    await asyncio.sleep(1)
    return content


async def download_all(fetch, pages):
    return list(await asyncio.gather(*(download(fetch, p) for p in pages)))
