# exercise: async-generator
# cause: the time limit encloses the yield, so the time of the user counts too
# line: 12, 16
import asyncio
import contextlib


async def lines(connect, patience):
    connection = await connect()
    try:
        while True:
            async with asyncio.timeout(patience):
                line = await connection.read()
                if line == "":
                    break
                yield line
    finally:
        await connection.close()


async def find(connect, patience, word):
    async with contextlib.aclosing(lines(connect, patience)) as source:
        async for line in source:
            if word in line:
                return line
    return None
