# exercise: async-generator
# cause: find leaves the loop over lines() early without aclosing, so the generator is only closed some time later and the connection is still open when find returns
# line: 24, 26
import asyncio
import contextlib


async def lines(connect, patience):
    """Each line of a connection, which is closed in the end."""
    connection = await connect()
    try:
        while True:
            async with asyncio.timeout(patience):
                line = await connection.read()
            if line == "":
                return
            yield line
    finally:
        await connection.close()


async def find(connect, patience, word):
    """The first line that contains the word, or None."""
    async for line in lines(connect, patience):
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
