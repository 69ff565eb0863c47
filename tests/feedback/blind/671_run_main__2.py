# exercise: run-main
# cause: start makes a new event loop but never closes it.
# line: 16, 17
import asyncio


async def main(sensor):
    """Inside: an event loop is running while this code runs."""
    kitchen = await sensor("kitchen")
    cellar = await sensor("cellar")
    return [kitchen, cellar]


def start(sensor):
    """Outside: ordinary code calls this, and no loop is running yet."""
    loop = asyncio.new_event_loop()
    return loop.run_until_complete(main(sensor))


async def thermometer(room):
    await asyncio.sleep(1)
    return {"kitchen": 21, "cellar": 12}[room]


if __name__ == "__main__":
    print(start(thermometer))
