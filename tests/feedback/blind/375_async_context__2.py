# exercise: async-context
# cause: lease has except Exception instead of finally, so a cancelled block never gives the connection back
# line: 13
import asyncio
import contextlib


@contextlib.asynccontextmanager
async def lease(pool):
    connection = await pool.take()
    try:
        yield connection
    except Exception:
        await pool.give(connection)
        raise
    else:
        await pool.give(connection)


class Transaction:
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
    async with contextlib.AsyncExitStack() as stack:
        connections = []
        for _ in range(number):
            connections.append(await stack.enter_async_context(lease(pool)))
        return await work(connections)
