# exercise: at-most-three
# cause: After an OSError the function returns before release(), so the place of a failed page is never given back.
# line: 12, 15, 16, 17
import asyncio


async def fetch_all(fetch, pages):
    """Fetch all pages, at most three at a time; results in their order."""
    seats = asyncio.Semaphore(3)

    async def fetch_one(page):
        await seats.acquire()
        try:
            result = await fetch(page)
        except OSError:
            return None
        seats.release()
        return result

    return await asyncio.gather(*[fetch_one(page) for page in pages])


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
