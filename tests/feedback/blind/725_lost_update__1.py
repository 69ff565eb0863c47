# exercise: lost-update
# cause: An event is used as a lock: set() wakes all the deposits that wait, and none of them looks again whether the account is still free, so several read the same balance.
# line: 12, 17, 18, 24
import asyncio


class Account:
    """A bank account with its balance in a store."""

    def __init__(self, read, write):
        self.read, self.write = read, write
        self.free = asyncio.Event()
        self.free.set()

    async def deposit(self, amount):
        """Add amount to the stored balance, and return the new one."""
        await self.free.wait()
        self.free.clear()
        try:
            balance = await self.read() + amount
            await self.write(balance)
            return balance
        finally:
            self.free.set()


async def main():
    store = [0]

    async def read():
        await asyncio.sleep(0.1)
        return store[0]

    async def write(balance):
        await asyncio.sleep(0.1)
        store[0] = balance

    account = Account(read, write)
    await asyncio.gather(*(account.deposit(5) for _ in range(10)))
    print("10 times 5 is", store[0])


if __name__ == "__main__":
    asyncio.run(main())
