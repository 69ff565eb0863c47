# exercise: web-crawler
# cause: a page is noted as known only after it has been fetched and not when its link is found, so a page to which several links lead meanwhile is fetched several times
# line: 40, 45
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
    chairs = asyncio.Semaphore(8)
    rooms = {host: asyncio.Semaphore(2) for host in {*hosts, host_of(start)}}
    known = set()
    pages = {}

    async def fetch_politely(url):
        async with rooms[host_of(url)]:
            async with chairs:
                return await fetch(url)

    async def visit(url):
        pages[url] = None
        for number in range(3):
            if number > 0:
                await asyncio.sleep(1)
            try:
                pages[url] = await fetch_politely(url)
                break
            except OSError:
                pass
        known.add(url)
        for link in pages[url] or []:
            follow(page_of(link))

    def follow(url):
        if url not in known and host_of(url) in rooms:
            group.create_task(visit(url))

    async with asyncio.TaskGroup() as group:
        follow(page_of(start))
    return pages


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
