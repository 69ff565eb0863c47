# exercise: run-main
# cause: the loop is not closed
# line: 13
import asyncio


async def main(sensor):
    rooms = ["kitchen", "cellar"]
    return [await sensor(room) for room in rooms]


def start(sensor):
    loop = asyncio.new_event_loop()
    result = loop.run_until_complete(main(sensor))
    return result
