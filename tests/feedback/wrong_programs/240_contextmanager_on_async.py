# cause: @contextmanager is put on an async generator; @asynccontextmanager is needed
# line: 8, 17
# shows: raises TypeError: '_GeneratorContextManager' object does not support the asynchronous context manager protocol
# meant: print open, use, close
import asyncio
from contextlib import contextmanager

@contextmanager
async def opened(name):
    print("open", name)
    try:
        yield name
    finally:
        print("close", name)

async def main():
    async with opened("box") as b:
        print("use", b)

asyncio.run(main())
