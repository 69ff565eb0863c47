# exercise: lost-update
# cause: the balance is read before the lock is taken
# line: 16, 17
import asyncio


class Account:
    """A bank account with its balance in a store."""

    def __init__(self, read, write):
        self.read, self.write = read, write
        self.lock = asyncio.Lock()

    async def deposit(self, amount):
        """Add amount to the stored balance, and return the new one."""
        balance = await self.read()
        async with self.lock:
            balance += amount
            await self.write(balance)
        return balance
