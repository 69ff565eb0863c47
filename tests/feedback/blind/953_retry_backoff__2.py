# exercise: retry-backoff
# cause: the whole pause with its jitter is doubled for the next round and not the pause without it, so the random seconds of earlier pauses add up and the pauses get too long
# line: 19
import asyncio
import random
from functools import partial


async def retry(call, tries, base, jitter):
    """Await call() until it raises no OSError, at most so many times."""
    try:
        return await call()
    except OSError:
        if tries == 1:
            raise  # nobody has any patience left
    # What is left to do is the same again, with one try less.
    patience = base + jitter()
    await asyncio.sleep(patience)
    return await retry(call, tries - 1, patience * 2, jitter)


async def download(get, url, jitter=random.random):
    """The page at this URL, with four tries."""
    return await retry(partial(get, url), 4, 0.5, jitter)


async def bad_network(url):
    print("try", url)
    await asyncio.sleep(0.1)
    if random.random() < 0.7:
        raise ConnectionError("connection lost")
    return f"the page {url}"


if __name__ == "__main__":
    print(asyncio.run(download(bad_network, "http://hill.test/")))
