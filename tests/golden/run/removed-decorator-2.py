import asyncio
from asyncio import coroutine

@coroutine
def job():
    yield from asyncio.sleep(1)
