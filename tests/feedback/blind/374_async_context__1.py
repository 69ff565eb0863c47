# exercise: async-context
# cause: __aexit__ returns True after the rollback and so swallows the exception
# line: 29
import asyncio
import contextlib


@contextlib.asynccontextmanager
async def lease(pool):
    connection = await pool.take()
    try:
        yield connection
    finally:
        await pool.give(connection)


class Transaction:
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
    async with contextlib.AsyncExitStack() as stack:
        connections = []
        for _ in range(number):
            connections.append(await stack.enter_async_context(lease(pool)))
        return await work(connections)
