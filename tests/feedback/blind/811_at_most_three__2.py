# exercise: at-most-three
# cause: the pages are fetched in batches of three and the whole batch is waited for, so places stay empty while other pages wait
# line: 17, 18, 19
import asyncio


async def fetch_all(fetch, pages):
    """Fetch all pages, at most three at a time; results in their order."""

    async def safe(page):
        try:
            return await fetch(page)
        except OSError:
            return None

    results = []
    for start in range(0, len(pages), 3):
        three = pages[start:start + 3]
        results += await asyncio.gather(*(safe(page) for page in three))
    return results


async def main():
    async def fetch_slowly(page):
        print("begin", page)
        await asyncio.sleep(len(page) / 10)
        print("end  ", page)
        return page.upper()

    pages = ["home", "news", "me", "sport", "weather"]
    print(await fetch_all(fetch_slowly, pages))


if __name__ == "__main__":
    asyncio.run(main())
