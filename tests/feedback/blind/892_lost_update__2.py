# exercise: lost-update
# cause: The lock is given back only when all goes well: after an exception in read or write it stays taken and all later deposits wait for ever.
# line: 16, 19
import asyncio


class Account:
    """A bank account with its balance in a store."""

    def __init__(self, read, write):
        self.read, self.write = read, write
        self.lock = asyncio.Lock()

    async def deposit(self, amount):
        """Add amount to the stored balance, and return the new one."""
        await self.lock.acquire()
        new_balance = await self.read() + amount
        await self.write(new_balance)
        self.lock.release()
        return new_balance


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
