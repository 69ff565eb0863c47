import asyncio


async def main(sensor):
    kitchen = await sensor("kitchen")
    cellar = await sensor("cellar")
    return [kitchen, cellar]


def start(sensor):
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(main(sensor))
    finally:
        loop.close()
