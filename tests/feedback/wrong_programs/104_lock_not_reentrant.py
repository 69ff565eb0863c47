# cause: asyncio.Lock cannot be taken twice by the same task
# line: 13, 17
# shows: hangs for ever; nothing is printed
# meant: deposit twice through the inner method
import asyncio

class Bank:
    def __init__(self):
        self.lock = asyncio.Lock()
        self.total = 0

    async def deposit(self, amount):
        async with self.lock:
            self.total += amount

    async def deposit_twice(self, amount):
        async with self.lock:
            await self.deposit(amount)
            await self.deposit(amount)

async def main():
    bank = Bank()
    await bank.deposit_twice(5)
    print(bank.total)

asyncio.run(main())
