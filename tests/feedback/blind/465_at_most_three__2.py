# exercise: at-most-three
# cause: When fetch raises OSError, the early return skips release, and the place is lost.
# line: 12, 16, 17
import asyncio


async def fetch_all(fetch, pages):
    """Fetch all pages, at most three at a time; results in their order."""
    places = asyncio.Semaphore(3)

    async def get(page):
        await places.acquire()
        try:
            result = await fetch(page)
        except OSError:
            return None
        places.release()
        return result

    return await asyncio.gather(*(get(page) for page in pages))


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
