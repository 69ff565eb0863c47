# exercise: retry-backoff
# cause: the jitter is added to the pause variable itself, so it is doubled along with it in the later pauses
# line: 17, 18, 19
import asyncio
import random


async def retry(call, tries, base, jitter):
    """Await call() until it raises no OSError, at most so many times."""
    pause = base
    for n in range(1, tries + 1):
        try:
            return await call()
        except OSError:
            if n == tries:
                raise
        pause += jitter()
        await asyncio.sleep(pause)
        pause *= 2


async def download(get, url, jitter=random.random):
    """The page at this URL, with four tries."""
    return await retry(lambda: get(url), 4, 0.5, jitter)


async def bad_network(url):
    print("try", url)
    await asyncio.sleep(0.1)
    if random.random() < 0.7:
        raise ConnectionError("connection lost")
    return f"the page {url}"


if __name__ == "__main__":
    print(asyncio.run(download(bad_network, "http://hill.test/")))
