# exercise: at-most-three
# cause: The pages are fetched in batches of three, and the next batch begins only when the whole batch is done, so free places stay empty.
# line: 16, 17, 18
import asyncio


async def fetch_all(fetch, pages):
    """Fetch all pages, at most three at a time; results in their order."""
    async def fetch_one(page):
        try:
            return await fetch(page)
        except OSError:
            return None

    results = []
    for start in range(0, len(pages), 3):
        batch = pages[start:start + 3]
        results += await asyncio.gather(*(fetch_one(page) for page in batch))
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
