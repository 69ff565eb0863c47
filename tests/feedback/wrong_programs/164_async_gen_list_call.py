# cause: list() cannot take an asynchronous generator; an async comprehension is needed
# line: 13
# shows: raises TypeError: 'async_generator' object is not iterable
# meant: print [1, 4, 9]
import asyncio

async def squares(*values):
    for v in values:
        await asyncio.sleep(0)
        yield v * v

async def main():
    print(list(squares(1, 2, 3)))

asyncio.run(main())
