# exercise: web-crawler
# cause: The second before the next try is slept inside the two semaphores, so a page that failed keeps its places from others meanwhile.
# line: 28, 29, 30, 35
from collections import defaultdict
import asyncio
from urllib.parse import urldefrag, urlsplit


def page_of(link):
    """The URL of the page that a link leads to."""
    return urldefrag(link).url


def host_of(url):
    """The host of a URL."""
    return urlsplit(url).hostname


async def crawl(fetch, start, hosts):
    """Fetch all pages that can be reached on these hosts; links by URL."""
    allowed = hosts | {host_of(start)}
    everywhere = asyncio.Semaphore(8)
    per_host = defaultdict(lambda: asyncio.Semaphore(2))
    seen = {page_of(start)}
    result = {}

    async def load(url):
        async with per_host[host_of(url)]:
            async with everywhere:
                for attempt in (1, 2, 3):
                    try:
                        return await fetch(url)
                    except OSError:
                        if attempt < 3:
                            await asyncio.sleep(1)
        return None

    async def visit(url):
        links = await load(url)
        result[url] = links
        for link in links or ():
            page = page_of(link)
            if page not in seen and host_of(page) in allowed:
                seen.add(page)
                tasks.create_task(visit(page))

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(visit(page_of(start)))
    return result


async def main():
    site = {
        "http://hill.test/": ["http://hill.test/a#top", "http://lake.test/"],
        "http://hill.test/a": ["http://hill.test/", "http://far.test/x"],
        "http://lake.test/": ["http://hill.test/a", "http://lake.test/b"],
        "http://lake.test/b": [],
    }

    async def fetch(url):
        print("fetch", url)
        await asyncio.sleep(0.5)
        return site[url]

    hosts = {"hill.test", "lake.test"}
    for url, links in (await crawl(fetch, "http://hill.test/", hosts)).items():
        print(url, "has", len(links), "links")


if __name__ == "__main__":
    asyncio.run(main())
