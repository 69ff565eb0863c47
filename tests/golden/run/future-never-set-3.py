import asyncio
class Mailbox:
    def __init__(self, loop):
        self.letter = loop.create_future()
    async def read(self):
        return await self.letter
async def main():
    box = Mailbox(asyncio.get_running_loop())
    print(await box.read())
asyncio.run(main())
