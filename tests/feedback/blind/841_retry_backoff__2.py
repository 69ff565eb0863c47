# exercise: retry-backoff
# cause: download makes one coroutine object and its lambda hands out the same one for each try, so the second try awaits a used one (RuntimeError)
# line: 21, 22
import asyncio
import random


async def retry(call, tries, base, jitter):
    """Await call() until it raises no OSError, at most so many times."""
    for number in range(tries):
        try:
            return await call()
        except OSError:
            if number == tries - 1:
                raise
        await asyncio.sleep(base * 2**number + jitter())


async def download(get, url, jitter=random.random):
    """The page at this URL, with four tries."""
    page = get(url)
    return await retry(lambda: page, 4, 0.5, jitter)


async def bad_network(url):
    print("try", url)
    await asyncio.sleep(0.1)
    if random.random() < 0.7:
        raise ConnectionError("connection lost")
    return f"the page {url}"


if __name__ == "__main__":
    print(asyncio.run(download(bad_network, "http://hill.test/")))
