# exercise: async-iterator
# cause: find collects all the names first and only then looks for the word, so it asks for more names (and pages) than it needs
# line: 38
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

    async def turn_page(self):
        """Get the next page, unless the last one was seen already."""
        self.page += 1
        goods = await self.fetch(self.page)
        if goods:
            self.names = list(reversed(goods))  # the next name is at the end
        else:
            self.over = True

    async def __anext__(self):
        if not (self.names or self.over):
            await self.turn_page()
        if self.over:
            raise StopAsyncIteration
        return self.names.pop()


async def find(goods, word):
    """The first name that contains the word, or None."""
    matching = [name async for name in goods if word in name]
    return matching[0] if matching else None


async def fetch_slowly(number):
    await asyncio.sleep(1)
    print("page", number)
    return [["tea", "milk"], ["oat milk", "bread"], []][number - 1]


async def main():
    print(await find(Goods(fetch_slowly), "oat"))


if __name__ == "__main__":
    asyncio.run(main())
