# exercise: retry-backoff
# cause: the pause comes after every failed try, also after the last one, so its error does not go on to the caller at once
# line: 17, 16
import asyncio
import random


async def retry(call, tries, base, jitter):
    """Await call() until it raises no OSError, at most so many times."""
    pause = base
    error = None
    for _ in range(tries):
        try:
            return await call()
        except OSError as exc:
            error = exc
        await asyncio.sleep(pause + jitter())
        pause *= 2
    raise error


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
