import asyncio
class Counter:
    def __init__(self):
        self.left = {"a": 1}
    def tick(self):
        print(self.left["b"])
async def main():
    asyncio.get_running_loop().call_later(1, Counter().tick)
    await asyncio.sleep(2)
asyncio.run(main())
