# exercise: retry-backoff
# cause: the pause comes after the last try, too
# line: 15
import asyncio
import random


async def retry(call, tries, base, jitter):
    pause = base
    for attempt in range(tries):
        try:
            return await call()
        except OSError as e:
            error = e
            await asyncio.sleep(pause + jitter())
            pause *= 2
    raise error


async def download(get, url, jitter=random.random):
    return await retry(lambda: get(url), 4, 0.5, jitter)
