# exercise: lost-update
# cause: a new lock is made in each deposit, so nobody shares it
# line: 15, 16
import asyncio


class Account:
    """A bank account with its balance in a store."""

    def __init__(self, read, write):
        self.read, self.write = read, write

    async def deposit(self, amount):
        """Add amount to the stored balance, and return the new one."""
        lock = asyncio.Lock()
        async with lock:
            balance = await self.read() + amount
            await self.write(balance)
        return balance
