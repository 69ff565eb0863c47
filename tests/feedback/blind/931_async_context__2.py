# exercise: async-context
# cause: the connections are entrusted to the stack only after all of them have been taken, so when a later take fails those that were taken before are never given back
# line: 36, 38, 39
import asyncio
import contextlib


@contextlib.asynccontextmanager
async def lease(pool):
    """A connection for one block; after it, the pool has it back."""
    borrowed = await pool.take()
    async with contextlib.AsyncExitStack() as way_out:
        way_out.push_async_callback(pool.give, borrowed)
        yield borrowed


class Transaction:
    """A block in which everything happens, or nothing."""

    def __init__(self, connection):
        self.connection = connection

    async def __aenter__(self):
        await self.connection.begin()

    async def __aexit__(self, kind, error, trace):
        finish = self.connection.rollback if kind else self.connection.commit
        await finish()


async def with_several(pool, number, work):
    """Call work with a list of so many connections at the same time."""
    async with contextlib.AsyncExitStack() as debts:
        borrowed = []
        while len(borrowed) < number:
            borrowed.append(await pool.take())
        # the stack goes backwards, so the last one is given back first
        for connection in borrowed:
            debts.push_async_callback(pool.give, connection)
        return await work(borrowed)


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
