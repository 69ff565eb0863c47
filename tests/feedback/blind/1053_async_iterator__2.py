# exercise: async-iterator
# cause: find returns None in the else branch of the loop, so it gives up after the first name if that one does not contain the word.
# line: 44
import asyncio


class Goods:
    """The names of all goods, page by page, for use in async for."""

    def __init__(self, fetch):
        self.fetch = fetch
        self.page = 0  # the number of the last page that was fetched
        self.names = []  # what is still to give of that page
        self.over = False  # whether the empty page was seen
        self.position = 0  # index of the next name in the page

    def __aiter__(self):
        return self

    async def _next_page(self):
        number = self.page + 1
        self.names = await self.fetch(number)
        self.page = number
        self.position = 0
        if len(self.names) == 0:
            self.over = True

    async def __anext__(self):
        if not self.over and self.position >= len(self.names):
            await self._next_page()
        if self.over:
            raise StopAsyncIteration
        name = self.names[self.position]
        self.position += 1
        return name


async def find(goods, word):
    """The first name that contains the word, or None."""
    async for item in goods:
        if word in item:
            return item
        else:
            return None


async def fetch_slowly(number):
    await asyncio.sleep(1)
    print("page", number)
    return [["tea", "milk"], ["oat milk", "bread"], []][number - 1]


async def main():
    print(await find(Goods(fetch_slowly), "oat"))


if __name__ == "__main__":
    asyncio.run(main())
