# exercise: run-main
# cause: a tuple in place of a list
# line: 10
import asyncio


async def main(sensor):
    a = await sensor("kitchen")
    b = await sensor("cellar")
    return a, b


def start(sensor):
    return asyncio.run(main(sensor))
