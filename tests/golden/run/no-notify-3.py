import asyncio
class Account:
    def __init__(self):
        self.money = 0
        self.condition = asyncio.Condition()
    async def draw(self, amount):
        async with self.condition:
            await self.condition.wait_for(lambda: self.money >= amount)
            self.money -= amount
            self.condition.notify_all()
    async def pay_in(self, amount):
        async with self.condition:
            self.money += amount
async def main():
    account = Account()
    task = asyncio.create_task(account.draw(5))
    await asyncio.sleep(0)
    await account.pay_in(10)
    await task
asyncio.run(main())
