# exercise: run-main
# cause: gather is not awaited
# line: 8
import asyncio


async def main(sensor):
    return asyncio.gather(sensor("kitchen"), sensor("cellar"))


def start(sensor):
    return asyncio.run(main(sensor))
