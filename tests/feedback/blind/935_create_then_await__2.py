# exercise: create-then-await
# cause: the tasks are made of fetch itself and not of download, so the pages are fetched at once, without the polite pause of one second
# line: 21
import asyncio


async def be_polite():
    """Let the server breathe for a second."""
    loop = asyncio.get_running_loop()
    second_is_over = loop.create_future()
    timer = loop.call_later(1, second_is_over.set_result, None)
    try:
        await second_is_over
    finally:
        timer.cancel()


def begin(fetch, page):
    """Set off for one page; the task comes back later with it."""
    loop = asyncio.get_running_loop()
    return loop.create_task(fetch(page), name=f"page {page}")


async def hand_over(task):
    """What the task has brought, as soon as it is there."""
    await asyncio.wait({task})
    return task.result()


async def download(fetch, page):
    """Pause for one second, then fetch the page."""
    await be_polite()
    return await fetch(page)


async def download_all(fetch, pages):
    """Download all pages at the same time; results in the order of pages."""
    tasks = [begin(fetch, page) for page in pages]
    return [await hand_over(task) for task in tasks]


async def fetch_slowly(page):
    await asyncio.sleep(len(page))
    return page.upper()


if __name__ == "__main__":
    print(asyncio.run(download_all(fetch_slowly, ["home", "news", "me"])))
