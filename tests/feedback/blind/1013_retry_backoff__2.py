# exercise: retry-backoff
# cause: the jitter is added to the pause that is doubled afterwards, so the seconds of chance are carried over and doubled along with it
# line: 21
import asyncio
import functools
import random


async def retry(call, tries, base, jitter):
    """Await call() until it raises no OSError, at most so many times."""
    delay = base
    attempt = 1
    while True:
        try:
            result = await call()
        except OSError:
            if attempt == tries:
                raise
        else:
            return result
        delay += jitter()
        await asyncio.sleep(delay)
        delay *= 2
        attempt += 1


async def download(get, url, jitter=random.random):
    """The page at this URL, with four tries."""
    return await retry(functools.partial(get, url), 4, 0.5, jitter)


async def bad_network(url):
    print("try", url)
    await asyncio.sleep(0.1)
    if random.random() < 0.7:
        raise ConnectionError("connection lost")
    return f"the page {url}"


if __name__ == "__main__":
    print(asyncio.run(download(bad_network, "http://hill.test/")))
