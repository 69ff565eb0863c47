# exercise: async-generator
# cause: The time limit stands around the whole loop, yield included, so it holds for all lines and the user's time together and not for each read.
# line: 12, 13
import asyncio
import contextlib


async def lines(connect, patience):
    """Each line of a connection, which is closed in the end."""
    connection = await connect()
    try:
        async with asyncio.timeout(patience):
            while line := await connection.read():
                yield line
    finally:
        await connection.close()


async def find(connect, patience, word):
    """The first line that contains the word, or None."""
    async with contextlib.aclosing(lines(connect, patience)) as source:
        async for line in source:
            if word in line:
                return line
    return None


async def main():
    class Poem:
        rest = ["the sea", "the sky", "the land"]

        async def read(self):
            await asyncio.sleep(1)
            return self.rest.pop(0) if self.rest else ""

        async def close(self):
            await asyncio.sleep(1)
            print("closed")

    async def open_poem():
        return Poem()

    print("found:", await find(open_poem, 5, "sky"))


if __name__ == "__main__":
    asyncio.run(main())
