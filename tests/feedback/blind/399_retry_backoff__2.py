# exercise: retry-backoff
# cause: the jitter is added to the pause that is doubled, so it is doubled as well
# line: 16, 18
import asyncio
import random


async def retry(call, tries, base, jitter):
    pause = base
    for attempt in range(1, tries + 1):
        try:
            return await call()
        except OSError:
            if attempt == tries:
                raise
        pause += jitter()
        await asyncio.sleep(pause)
        pause *= 2


async def download(get, url, jitter=random.random):
    async def call():
        return await get(url)

    return await retry(call, 4, 0.5, jitter)
