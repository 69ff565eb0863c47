import asyncio


class Shelf:
    async def count(self, rows):
        by_name = {}
        for name, books in rows:
            await asyncio.sleep(0)
            by_name[name] = len(books)
            return by_name


async def main():
    print(await Shelf().count([("a", [1]), ("b", [1, 2])]))


asyncio.run(main())
