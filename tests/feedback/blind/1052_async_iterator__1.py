# exercise: async-iterator
# cause: self.over is checked but never set to True when the empty page comes, so whoever asks again after the end makes it fetch another page.
# line: 25, 26
import asyncio


class Goods:
    """The names of all goods, page by page, for use in async for."""

    def __init__(self, fetch):
        self.fetch = fetch
        self.page = 0  # the number of the last page that was fetched
        self.names = []  # what is still to give of that page
        self.over = False  # whether the empty page was seen

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.over:
            raise StopAsyncIteration
        if not self.names:
            self.names = list(await self.fetch(self.page + 1))
            self.page += 1
            if not self.names:
                raise StopAsyncIteration
        return self.names.pop(0)


async def find(goods, word):
    """The first name that contains the word, or None."""
    async for name in goods:
        if word in name:
            return name
    return None


async def fetch_slowly(number):
    await asyncio.sleep(1)
    print("page", number)
    return [["tea", "milk"], ["oat milk", "bread"], []][number - 1]


async def main():
    print(await find(Goods(fetch_slowly), "oat"))


if __name__ == "__main__":
    asyncio.run(main())
