# exercise: run-main
# cause: start takes the current loop and closes it, so the second call gets a closed loop
# line: 14, 16, 18
import asyncio


async def main(sensor):
    kitchen = await sensor("kitchen")
    cellar = await sensor("cellar")
    return [kitchen, cellar]


def start(sensor):
    loop = asyncio.get_event_loop()
    try:
        return loop.run_until_complete(main(sensor))
    finally:
        loop.close()
