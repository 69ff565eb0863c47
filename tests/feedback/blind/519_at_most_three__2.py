# exercise: at-most-three
# cause: the pages go in groups of three, and the next group begins only when the slowest of the one before is done, so places stay empty
# line: 16, 17
import asyncio


async def fetch_all(fetch, pages):
    """Fetch all pages, at most three at a time; results in their order."""
    async def safe(page):
        try:
            return await fetch(page)
        except OSError:
            return None

    results = []
    for i in range(0, len(pages), 3):
        results += await asyncio.gather(*[safe(p) for p in pages[i:i + 3]])
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
