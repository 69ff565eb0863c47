# exercise: create-then-await
# cause: the first line only makes coroutines and no tasks, so nothing runs before it is awaited and the downloads happen one after the other
# line: 15
import asyncio


async def download(fetch, page):
    """Pause for one second, then fetch the page."""
    await asyncio.sleep(1)
    return await fetch(page)


async def download_all(fetch, pages):
    """Download all pages at the same time; results in the order of pages."""
    tasks = [download(fetch, page) for page in pages]
    return [await task for task in tasks]


async def fetch_slowly(page):
    await asyncio.sleep(len(page))
    return page.upper()


if __name__ == "__main__":
    print(asyncio.run(download_all(fetch_slowly, ["home", "news", "me"])))
