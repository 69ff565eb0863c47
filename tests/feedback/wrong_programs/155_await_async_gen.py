# cause: an asynchronous generator is awaited instead of iterated over
# line: 13
# shows: raises TypeError: object async_generator can't be used in 'await' expression
# meant: print the list of the pages
import asyncio

async def pages():
    for p in ("p1", "p2"):
        await asyncio.sleep(0.01)
        yield p

async def main():
    result = await pages()
    print(list(result))

asyncio.run(main())
