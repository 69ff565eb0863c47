# exercise: web-crawler
# cause: a page that failed sleeps its second inside both limits, so it keeps a place of its host and one of the eight from others
# line: 27, 28, 29, 35
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
    start = page_of(start)
    hosts = set(hosts) | {host_of(start)}
    altogether = asyncio.Semaphore(8)
    per_host = {host: asyncio.Semaphore(2) for host in hosts}
    pages = {}

    async def visit(url):
        async with per_host[host_of(url)]:
            async with altogether:
                for number in range(3):
                    try:
                        pages[url] = await fetch(url)
                        break
                    except OSError:
                        if number < 2:
                            await asyncio.sleep(1)
        for link in pages[url] or ():
            add(page_of(link))

    def add(url):
        if url not in pages and host_of(url) in hosts:
            pages[url] = None
            group.create_task(visit(url))

    async with asyncio.TaskGroup() as group:
        add(start)
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
