# cause: asyncio.coroutine was removed in Python 3.11; async def is needed
# line: 7
# shows: raises AttributeError: module 'asyncio' has no attribute 'coroutine'
# meant: say hello after a pause
import asyncio

@asyncio.coroutine
def say_hello():
    yield from asyncio.sleep(0.1)
    print("hello")

asyncio.run(say_hello())
