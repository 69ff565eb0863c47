# exercise: async-generator
# cause: find leaves the loop early without closing the generator
# line: 18, 20
import asyncio
import contextlib


async def lines(connect, patience):
    connection = await connect()
    try:
        while line := await asyncio.wait_for(connection.read(), patience):
            yield line
    finally:
        await connection.close()


async def find(connect, patience, word):
    async for line in lines(connect, patience):
        if word in line:
            return line
