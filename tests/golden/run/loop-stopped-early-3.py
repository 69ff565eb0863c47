import asyncio
class Clock:
    def __init__(self, loop):
        self.loop = loop
    def ring(self):
        self.loop.stop()
async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(0.5, Clock(loop).ring)
    while True:
        await asyncio.sleep(1)
asyncio.run(main())
