# exercise: lost-update
# cause: release is not in a finally, so after an exception the lock is never given back
# line: 15, 19
import asyncio


class Account:
    """A bank account with its balance in a store."""

    def __init__(self, read, write):
        self.read, self.write = read, write
        self.mutex = asyncio.Lock()

    async def deposit(self, amount):
        await self.mutex.acquire()
        old = await self.read()
        new = old + amount
        await self.write(new)
        self.mutex.release()
        return new
