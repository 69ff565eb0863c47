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
    everywhere = asyncio.Semaphore(8)
    places = {host: asyncio.Semaphore(2) for host in hosts}
    pages = {}

    def discover(link):
        url = page_of(link)
        if url not in pages and host_of(url) in hosts:
            pages[url] = None
            group.create_task(visit(url))

    async def visit(url):
        for pause in (0, 1, 1):
            await asyncio.sleep(pause)
            try:
                async with places[host_of(url)], everywhere:
                    pages[url] = await fetch(url)
            except OSError:
                continue
            for link in pages[url]:
                discover(link)
            return

    async with asyncio.TaskGroup() as group:
        discover(start)
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
