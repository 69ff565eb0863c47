# exercise: async-generator
# cause: the deadline is worked out once before the loop, so patience limits all lines together (and the time their user takes) instead of each single line
# line: 22
import asyncio
import contextlib


@contextlib.asynccontextmanager
async def opened(connect):
    """The connection, as long as the block lasts."""
    connection = await connect()
    try:
        yield connection
    finally:
        await connection.close()


async def lines(connect, patience):
    """Each line of a connection, which is closed in the end."""
    clock = asyncio.get_running_loop().time
    async with opened(connect) as connection:
        deadline = clock() + patience
        while line := await read_until(connection, deadline):
            yield line


async def read_until(connection, deadline):
    """One line, or TimeoutError if it is not there at the deadline."""
    async with asyncio.timeout_at(deadline):
        return await connection.read()


async def find(connect, patience, word):
    """The first line that contains the word, or None."""
    source = lines(connect, patience)
    found = None
    try:
        async for candidate in source:
            if word in candidate:
                found = candidate
                break
    finally:
        # close it here and now, not when Python gets round to it
        await source.aclose()
    return found


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
