# exercise: at-most-three
# cause: each page makes a semaphore of its own, so nobody ever waits and all pages are fetched at the same time
# line: 10, 11
import asyncio


async def fetch_all(fetch, pages):
    """Fetch all pages, at most three at a time; results in their order."""
    async def fetch_one(page):
        places = asyncio.Semaphore(3)
        async with places:
            try:
                return await fetch(page)
            except OSError:
                return None

    return await asyncio.gather(*(fetch_one(page) for page in pages))


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
