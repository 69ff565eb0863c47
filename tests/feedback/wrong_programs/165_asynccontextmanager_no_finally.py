# cause: the code after yield has no finally, so the resource is not given back when the body fails
# line: 11, 12
# shows: prints "borrowed" and "error: torn" but not "given back"
# meant: always give the book back
import asyncio
from contextlib import asynccontextmanager

@asynccontextmanager
async def borrow(title):
    print("borrowed")
    yield title
    print("given back")

async def main():
    try:
        async with borrow("Dune") as book:
            raise ValueError("torn")
    except ValueError as err:
        print("error:", err)

asyncio.run(main())
