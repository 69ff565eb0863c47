# exercise: retry-backoff
# cause: The pause is made after every failed try, also after the last one, so the last error does not go on at once.
# line: 16, 17
import asyncio
import random


async def retry(call, tries, base, jitter):
    """Await call() until it raises no OSError, at most so many times."""
    error = None
    for number in range(tries):
        try:
            return await call()
        except OSError as e:
            error = e
            await asyncio.sleep(base * 2**number + jitter())
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
