# exercise: async-context
# cause: __aexit__ returns True after the rollback, which tells Python that the exception is dealt with, so an error or a cancellation in the block is swallowed and does not go on
# line: 32
import asyncio
import contextlib


@contextlib.asynccontextmanager
async def lease(pool):
    """A connection for one block; after it, the pool has it back."""
    connection = await pool.take()
    try:
        yield connection
    finally:
        await pool.give(connection)


class Transaction:
    """A block in which everything happens, or nothing."""

    def __init__(self, connection):
        self.connection = connection

    async def __aenter__(self):
        await self.connection.begin()

    async def __aexit__(self, kind, error, trace):
        if kind is None:
            await self.connection.commit()
        else:
            await self.connection.rollback()
            return True


async def with_several(pool, number, work):
    """Call work with a list of so many connections at the same time."""
    async with contextlib.AsyncExitStack() as stack:
        connections = []
        for _ in range(number):
            connections.append(await stack.enter_async_context(lease(pool)))
        return await work(connections)


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
