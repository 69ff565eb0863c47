# exercise: web-crawler
# cause: the loop ends when the frontier is empty and no fetch is under way, although pages may still be in the second before their next try, so these are never tried again and are missing in the result
# line: 59
import asyncio
from urllib.parse import urldefrag, urlsplit
from collections import Counter


def page_of(link):
    """The URL of the page that a link leads to."""
    return urldefrag(link).url


def host_of(url):
    """The host of a URL."""
    return urlsplit(url).hostname


async def crawl(fetch, start, hosts):
    """Fetch all pages that can be reached on these hosts; links by URL."""
    first = page_of(start)
    allowed = {*hosts, host_of(first)}
    links_of = {}                 # the result
    tries = Counter()             # how often a page was tried
    guests = Counter()            # how many fetches each host has now
    frontier = [first]
    met = {first}
    under_way = {}                # task: url
    resting = {}                  # task: url, for pages that failed just now

    def start_all_that_may():
        for url in list(frontier):
            host = host_of(url)
            if len(under_way) < 8 and guests[host] < 2:
                frontier.remove(url)
                guests[host] += 1
                tries[url] += 1
                under_way[asyncio.create_task(fetch(url))] = url

    def welcome(task):
        """A fetch has ended."""
        url = under_way.pop(task)
        guests[host_of(url)] -= 1
        try:
            links = task.result()
        except OSError:
            if tries[url] < 3:
                resting[asyncio.create_task(asyncio.sleep(1))] = url
            else:
                links_of[url] = None
            return
        links_of[url] = links
        for page in map(page_of, links):
            if page not in met and host_of(page) in allowed:
                met.add(page)
                frontier.append(page)

    try:
        while frontier or under_way:
            start_all_that_may()
            ended, _ = await asyncio.wait(
                [*under_way, *resting], return_when=asyncio.FIRST_COMPLETED)
            for task in ended:
                if task in resting:
                    frontier.append(resting.pop(task))
                else:
                    welcome(task)
        return links_of
    finally:
        left = [*under_way, *resting]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)


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
