# exercise: run-main
# cause: asyncio.run is given the function main and not the coroutine object main(sensor)
# line: 16
import asyncio


async def main(sensor):
    """Inside: an event loop is running while this code runs."""
    kitchen = await sensor("kitchen")
    cellar = await sensor("cellar")
    return [kitchen, cellar]


def start(sensor):
    """Outside: ordinary code calls this, and no loop is running yet."""
    return asyncio.run(main)


async def thermometer(room):
    await asyncio.sleep(1)
    return {"kitchen": 21, "cellar": 12}[room]


if __name__ == "__main__":
    print(start(thermometer))
