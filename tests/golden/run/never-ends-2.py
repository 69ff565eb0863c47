import asyncio


class Drops:
    def __aiter__(self):
        return self

    async def __anext__(self):
        await asyncio.sleep(60)
        return "drop"


async def main():
    seen = 0
    async for drop in Drops():
        seen += len(drop)


asyncio.run(main())
