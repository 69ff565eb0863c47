# cause: the balance is read before an await and written after it, so updates of the other tasks are lost
# line: 11, 12, 13
# shows: prints 10 instead of 50
# meant: five deposits of ten give 50
import asyncio

class Account:
    balance = 0

    async def deposit(self, amount):
        current = self.balance
        await asyncio.sleep(0.01)  # talk to the bank
        self.balance = current + amount

async def main():
    acc = Account()
    await asyncio.gather(*(acc.deposit(10) for _ in range(5)))
    print(acc.balance)

asyncio.run(main())
