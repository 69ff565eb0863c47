# exercise: web-crawler
# cause: The pause before the next try lies inside the two async with blocks, so during that second the failed page keeps a place of its host and one of the eight.
# line: 32, 33, 39
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
    rooms = {host: asyncio.Semaphore(2) for host in hosts}
    result = {}
    known = set()

    def add(link):
        url = page_of(link)
        if host_of(url) in hosts and url not in known:
            known.add(url)
            group.create_task(visit(url))

    async def visit(url):
        async with rooms[host_of(url)], chairs:
            for attempt in range(3):
                try:
                    links = await fetch(url)
                    break
                except OSError:
                    if attempt < 2:
                        await asyncio.sleep(1)
            else:
                links = None
        result[url] = links
        for link in links or []:
            add(link)

    async with asyncio.TaskGroup() as group:
        add(start)
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
