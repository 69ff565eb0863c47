# exercise: web-crawler
# cause: A page counts as known only when its result is there, so a page that a second link leads to while it waits or is on its way is fetched again.
# line: 23, 36, 42, 43
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
    hosts = set(hosts) | {host_of(start)}
    chairs = asyncio.Semaphore(8)
    rooms = {host: asyncio.Semaphore(2) for host in hosts}
    pages = {}

    async def visit(url):
        links = None
        for attempt in range(3):
            if attempt > 0:
                await asyncio.sleep(1)
            async with rooms[host_of(url)], chairs:
                try:
                    links = await fetch(url)
                    break
                except OSError:
                    pass
        pages[url] = links
        for link in links or []:
            follow(link)

    def follow(link):
        url = page_of(link)
        if host_of(url) in hosts and url not in pages:
            group.create_task(visit(url))

    async with asyncio.TaskGroup() as group:
        follow(start)
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
