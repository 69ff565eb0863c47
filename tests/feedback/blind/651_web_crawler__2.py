# exercise: web-crawler
# cause: A page counts as known only when it has been fetched, so links to a page that is still on its way start it again.
# line: 35, 38, 39
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
    total = asyncio.Semaphore(8)
    per_host = {h: asyncio.Semaphore(2) for h in hosts}
    result = {}

    async def get(url):
        links = None
        for i in range(3):
            if i:
                await asyncio.sleep(1)
            try:
                async with per_host[host_of(url)], total:
                    links = await fetch(url)
                break
            except OSError:
                pass
        result[url] = links
        for link in links or []:
            page = page_of(link)
            if page not in result and host_of(page) in hosts:
                tg.create_task(get(page))

    async with asyncio.TaskGroup() as tg:
        tg.create_task(get(page_of(start)))
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
