# exercise: async-context
# cause: Transaction.__aexit__ returns True after the rollback, so the error or cancellation that ended the block is swallowed instead of going on.
# line: 30
import asyncio
import contextlib


@contextlib.asynccontextmanager
async def lease(pool):
    """A connection for one block; after it, the pool has it back."""
    conn = await pool.take()
    try:
        yield conn
    finally:
        await pool.give(conn)


class Transaction:
    """A block in which everything happens, or nothing."""

    def __init__(self, connection):
        self.connection = connection

    async def __aenter__(self):
        await self.connection.begin()

    async def __aexit__(self, kind, error, trace):
        if kind is not None:
            await self.connection.rollback()
            return True
        await self.connection.commit()
        return False


async def with_several(pool, number, work):
    """Call work with a list of so many connections at the same time."""
    async with contextlib.AsyncExitStack() as stack:
        conns = []
        for _ in range(number):
            conns.append(await stack.enter_async_context(lease(pool)))
        return await work(conns)


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
