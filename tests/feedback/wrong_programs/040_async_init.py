# cause: __init__ cannot be a coroutine function
# line: 8
# shows: raises TypeError: __init__() should return None, not 'coroutine'
# meant: make a configured object
import asyncio

class Config:
    async def __init__(self, path):
        await asyncio.sleep(0.1)
        self.path = path

async def main():
    cfg = Config("/etc/app")
    print(cfg.path)

asyncio.run(main())
