# exercise: web-crawler
# cause: A page counts as known only when its result is there, so a page that is linked again while it is waiting or under way is fetched twice.
# line: 36, 39, 40
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
    seats = asyncio.Semaphore(8)
    per_host = {host: asyncio.Semaphore(2) for host in hosts}
    pages = {}

    async def page(url, group):
        links = None
        for number in range(3):
            if number > 0:
                await asyncio.sleep(1)
            async with per_host[host_of(url)]:
                async with seats:
                    try:
                        links = await fetch(url)
                    except OSError:
                        continue
            break
        pages[url] = links
        for link in links or ():
            target = page_of(link)
            if target not in pages and host_of(target) in hosts:
                group.create_task(page(target, group))

    async with asyncio.TaskGroup() as group:
        group.create_task(page(page_of(start), group))
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
