import asyncio


async def main(sensor):
    return [await sensor("kitchen"), await sensor("cellar")]


def start(sensor):
    with asyncio.Runner() as runner:
        return runner.run(main(sensor))
