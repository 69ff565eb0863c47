"""Hidden checks of web-crawler."""

import asyncio
import random
from collections import Counter

from grader.checks import Outcome, probe, scenario

SMALL = {
    "http://hill.test/": ["http://hill.test/a", "http://lake.test/", "http://hill.test/a#top", "http://far.test/"],
    "http://hill.test/a": ["http://hill.test/", "http://hill.test/b", "http://lake.test/c#x", "http://hill.test/a"],
    "http://lake.test/": ["http://hill.test/b#end", "http://lake.test/c", "http://far.test/a"],
    "http://hill.test/b": ["http://hill.test/#top", "http://lake.test/d"],
    "http://lake.test/c": ["http://hill.test/b", "http://lake.test/d"],
    "http://lake.test/d": [],
}


@scenario
async def crawl_site(submission, visit, end, site, start, hosts, broken):
    """`broken` says how often a page fails. `end` is told how many tasks are left when `crawl` has returned."""
    failures = dict(broken)

    async def fetch(url):
        await visit(url)
        if failures.get(url, 0) > 0:
            failures[url] -= 1
            raise TimeoutError(f"no answer from {url}")
        return list(site.get(url, []))

    before = asyncio.all_tasks()
    pages = await submission.crawl(fetch, start, set(hosts))
    await end(len(asyncio.all_tasks() - before))
    return pages


@scenario
async def crawl_and_fail(submission, visit, end, site, start, hosts, cancel_at):
    """Like above, but `visit` may raise, and the crawl is cancelled at `cancel_at`, if that is a number."""

    async def fetch(url):
        await visit(url)
        return list(site.get(url, []))

    before = asyncio.all_tasks()
    crawl = asyncio.create_task(submission.crawl(fetch, start, set(hosts)))
    await asyncio.wait([crawl], timeout=cancel_at)
    crawl.cancel()
    await asyncio.wait([crawl], timeout=60)
    await end(len(asyncio.all_tasks() - before))
    if crawl.cancelled():
        return "cancelled"
    error = crawl.exception()
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return "returned" if error is None else type(error).__name__


def page_of(link):
    return link.partition("#")[0]


def host_of(url):
    return str(url).removeprefix("http://").partition("/")[0]


def wide_site(pages, hosts, first_host, seed):
    """A site whose pages link to one another at random; all can be reached from page 0, many by several ways."""
    choose = random.Random(seed)
    urls = [f"http://{choose.choice(hosts)}/page/{number}" for number in range(pages)]
    urls[0] = f"http://{first_host}/"
    site = {url: [] for url in urls}
    for number, url in enumerate(urls[1:], 1):
        site[urls[max(0, number // 4 - choose.randint(0, 2))]].append(url + choose.choice(["", "", "#top"]))
    for links in site.values():
        links.extend(choose.choice(urls) for _ in range(3))
        links.append("http://elsewhere.test/")
        choose.shuffle(links)
    return urls[0], site


def crawled(run, visit, start, site, broken=()):
    hosts = sorted({host_of(url) for url in site})
    end = probe("end")
    seen = run(crawl_site, visit=visit, end=end, site=site, start=start, hosts=hosts, broken=dict(broken))
    return seen.value, end


def fetched(visit):
    """The URL of each fetch; what is no URL is shown as it is."""
    return [call.args[0] if len(call.args) == 1 else call.args for call in visit.calls]


def quarters(seed):
    """Delays of 0.25 to 3 seconds: exact numbers, so that seconds can be compared."""
    choose = random.Random(seed)
    return [choose.randint(1, 12) / 4 for _ in range(1000)]


def check_each_once(visit, site):
    counts = Counter(map(str, fetched(visit)))
    often = {url: times for url, times in counts.items() if times > 1}
    assert often == {}, "These pages were fetched more than once, each with the number of times."
    strange = sorted(counts.keys() - site.keys())
    assert strange == [], "These were fetched, but are no pages of the site: another host, or a URL with its `#`."
    missing = sorted(site.keys() - counts.keys())
    assert missing[:5] == [], f"Pages that links lead to, and that were not fetched: {len(missing)}. The first of them."


def check_pages(pages, site, failed=()):
    assert isinstance(pages, dict), "`crawl` must return a dictionary. It returned something else."
    missing = sorted(site.keys() - pages.keys())
    assert missing[:5] == [], f"Pages missing in the dictionary: {len(missing)}. The first of them."
    extra = sorted(map(str, pages.keys() - site.keys()))
    assert extra[:5] == [], f"In the dictionary, and no URL of a page: {len(extra)}. The first of them."
    wrong = {url: pages[url] for url in site if pages[url] != (None if url in failed else site[url])}
    assert dict(list(wrong.items())[:3]) == {}, "For these pages the dictionary holds something else than `fetch` gave."


def idle_moments(visit, start, site, failures=()):
    """Each second at which a page could have been fetched, and was not: (second, url)."""
    ready, tries = {start: 0.0}, []
    left_to_fail = dict(failures)
    for call in sorted(visit.calls, key=lambda call: (call.left is None, call.left)):
        for link in site.get(str(call.args[0]), ()) if call.left is not None else ():
            if not left_to_fail.get(call.args[0], 0):
                ready[page_of(link)] = min(ready.get(page_of(link), call.left), call.left)
        if call.left is not None and left_to_fail.get(call.args[0], 0):
            left_to_fail[call.args[0]] -= 1
    again = {}
    for call in visit.calls:
        url = str(call.args[0])
        tries.append((again.get(url, ready.get(url, call.entered)), call.entered, call.left, url))
        again[url] = call.entered if call.left is None else call.left + 1
    times = sorted({moment for begin, entered, _, _ in tries for moment in (begin, entered)})
    idle = []
    for now in times:
        busy = [host_of(url) for _, entered, left, url in tries if entered <= now and (left is None or left > now)]
        if len(busy) < 8:
            places = Counter(busy)
            idle += [
                (now, url) for begin, entered, _, url in tries if begin <= now < entered and places[host_of(url)] < 2
            ]
    return idle


def test_each_page_once(run):
    visit, end = probe("visit", delays=[1, 2, 3, 1, 1, 2]), probe("end")
    site, hosts = SMALL, ["hill.test", "lake.test"]
    seen = run(crawl_site, visit=visit, end=end, site=site, start="http://hill.test/", hosts=hosts, broken={})
    check_each_once(visit, site)
    check_pages(seen.value, site)
    assert [call.args for call in end.calls] == [(0,)], "When `crawl` returned, tasks were still left."


def test_keeps_the_limits(run):
    start, site = wide_site(30, ["a.test", "b.test", "c.test", "d.test", "e.test", "f.test"], "b.test", 3)
    visit = probe("visit", delays=quarters(4))
    crawled(run, visit, start, site)
    spans = [
        (call.entered, float("inf") if call.left is None else call.left, host_of(call.args[0])) for call in visit.calls
    ]
    at_once = [Counter(host for began, left, host in spans if began <= now < left) for now, _, _ in spans]
    assert max((places.most_common(1)[0][1] for places in at_once), default=0) <= 2, (
        "Fetches at the same time for one host: at most 2. This is the largest number that there was."
    )
    assert max((places.total() for places in at_once), default=0) <= 8, (
        "Fetches at the same time altogether: at most 8. This is the largest number that there was."
    )


def test_no_place_is_wasted(run):
    others = ["b.test", "c.test", "d.test", "e.test", "f.test"]
    start, site = wide_site(36, ["a.test"] * 8 + others, "a.test", 6)
    visit = probe("visit", delays=quarters(6))
    crawled(run, visit, start, site)
    check_each_once(visit, site)
    idle = idle_moments(visit, start, site)
    assert idle[:3] == [], (
        "Here pages were known and waited, though fewer than 8 fetches were under way, and fewer than 2 for "
        "their host: "
        "the second and the page."
    )


def test_tries_again(run):
    start = "http://hill.test/"
    visit = probe("visit", delay=0.25)
    site = {start: ["http://hill.test/a"], "http://hill.test/a": []}
    pages, _ = crawled(run, visit, start, site, {start: 1, "http://hill.test/a": 5})
    assert [(call.entered, *call.args) for call in visit.calls] == [
        (0.0, start),
        (1.25, start),
        (1.5, "http://hill.test/a"),
        (2.75, "http://hill.test/a"),
        (4.0, "http://hill.test/a"),
    ], (
        "Each fetch takes 0.25 seconds. The first page fails once; the second page, a link of the first, fails always. "
        "This is what was fetched, and when."
    )
    check_pages(pages, site, {"http://hill.test/a"})

    start, site = wide_site(24, ["a.test", "a.test", "b.test"], "a.test", 7)
    broken = dict.fromkeys(list(site)[3:20:3], 1) | dict.fromkeys(list(site)[4:20:6], 2)
    visit = probe("visit", delays=quarters(8))
    pages, _ = crawled(run, visit, start, site, broken)
    check_pages(pages, site)
    early = []
    last = {}
    for call in visit.calls:
        if call.entered < last.get(call.args, 0):
            early.append((call.entered, *call.args))
        last[call.args] = call.entered if call.left is None else call.left + 1
    assert early[:3] == [], "These pages were tried again before a second had passed."
    idle = idle_moments(visit, start, site, broken)
    assert idle[:3] == [], (
        "Some pages fail once or twice. Here pages waited though the limits allowed to fetch them: the second and the "
        "page."
    )


def test_leaves_nothing_behind(run):
    hosts = ["a.test", "b.test"]
    start, site = wide_site(20, hosts, "a.test", 9)
    rules = {"site": site, "start": start, "hosts": hosts}
    visit, end = probe("visit", delays=[1, 5, 2, 5], raises=[None, None, "ValueError", None]), probe("end")
    seen = run(crawl_and_fail, visit=visit, end=end, cancel_at=40, **rules)
    assert seen.value == "ValueError", (
        "The third fetch raised a `ValueError`. This is how `crawl` ended, or the exception that came out."
    )
    assert [(call.entered, *call.args) for call in end.calls] == [(3.0, 0)], (
        "The third fetch raised a `ValueError` at second 3. This is when `crawl` ended, and how many tasks were left."
    )
    outcomes = [call.outcome for call in visit.calls]
    assert outcomes[1:] == [Outcome.CANCELLED, Outcome.RAISED, *[Outcome.CANCELLED] * len(outcomes[3:])], (
        "The third fetch raised a `ValueError`. This became of the fetches from the second one on."
    )

    visit, end = probe("visit", delays=[1, 5]), probe("end")
    seen = run(crawl_and_fail, visit=visit, end=end, cancel_at=2.5, **rules)
    assert seen.value == "cancelled", "`crawl` was cancelled at second 2.5. This is how it ended."
    assert [(call.entered, *call.args) for call in end.calls] == [(2.5, 0)], (
        "`crawl` was cancelled at second 2.5. This is when it ended, and how many tasks were left."
    )
    outcomes = {call.outcome for call in visit.calls[1:]}
    assert outcomes == {Outcome.CANCELLED}, "`crawl` was cancelled during some fetches. This became of them."


def test_five_hundred_pages(run):
    start, site = wide_site(500, ["a.test", "b.test", "c.test", "d.test", "e.test"], "a.test", 1)
    visit = probe("visit", delays=quarters(2))
    pages, _ = crawled(run, visit, start, site)
    check_each_once(visit, site)
    check_pages(pages, site)
