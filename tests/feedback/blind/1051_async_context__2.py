# exercise: async-context
# cause: work is awaited after the AsyncExitStack block has ended, so all connections have been given back before the work uses them.
# line: 41
import asyncio
import contextlib


@contextlib.asynccontextmanager
async def lease(pool):
    """A connection for one block; after it, the pool has it back."""
    c = await pool.take()
    try:
        yield c
    finally:
        await pool.give(c)


class Transaction:
    """A block in which everything happens, or nothing."""

    def __init__(self, connection):
        self.connection = connection

    async def __aenter__(self):
        await self.connection.begin()

    async def __aexit__(self, kind, error, trace):
        if error is None:
            await self.connection.commit()
        else:
            await self.connection.rollback()


async def with_several(pool, number, work):
    """Call work with a list of so many connections at the same time."""
    connections = []
    async with contextlib.AsyncExitStack() as stack:
        while len(connections) < number:
            connection = await stack.enter_async_context(lease(pool))
            connections.append(connection)
    result = await work(connections)
    return result


async def main():
    class Pool:
        taken = 0

        async def take(self):
            await asyncio.sleep(0.5)
            self.taken += 1
            print("taken:", self.taken)
            return self.taken

        async def give(self, connection):
            print("given back:", connection)

    async def work(connections):
        return f"worked with {connections}"

    print(await with_several(Pool(), 3, work))


if __name__ == "__main__":
    asyncio.run(main())
