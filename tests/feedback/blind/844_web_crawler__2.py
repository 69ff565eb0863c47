# exercise: web-crawler
# cause: the crawl goes in waves: the links of a page are followed only when all pages of the wave are fetched, not as soon as they are known
# line: 39, 40, 41, 44, 49
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
    altogether = asyncio.Semaphore(8)
    per_host = {}
    result = {}

    async def get(url):
        room = per_host.setdefault(host_of(url), asyncio.Semaphore(2))
        for attempt in range(3):
            if attempt > 0:
                await asyncio.sleep(1)
            async with room, altogether:
                try:
                    result[url] = await fetch(url)
                    return
                except OSError:
                    pass
        result[url] = None

    allowed = {*hosts, host_of(start)}
    frontier = {page_of(start)}
    while frontier:
        async with asyncio.TaskGroup() as group:
            for url in frontier:
                group.create_task(get(url))
        found = set()
        for url in frontier:
            for link in result[url] or []:
                page = page_of(link)
                if page not in result and host_of(page) in allowed:
                    found.add(page)
        frontier = found
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
