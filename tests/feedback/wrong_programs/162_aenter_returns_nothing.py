# cause: __aenter__ does not return self, so db is None
# line: 10
# shows: raises AttributeError: 'NoneType' object has no attribute 'query'
# meant: print the rows
import asyncio

class Database:
    async def __aenter__(self):
        await asyncio.sleep(0.05)
        self.rows = [1, 2, 3]

    async def __aexit__(self, exc_type, exc, tb):
        self.rows = None

    async def query(self):
        return self.rows

async def main():
    async with Database() as db:
        print(await db.query())

asyncio.run(main())
