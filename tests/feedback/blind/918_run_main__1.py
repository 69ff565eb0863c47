# exercise: run-main
# cause: Inside a coroutine asyncio.run is called instead of await, so it raises a RuntimeError because a loop is running already.
# line: 10
import asyncio


async def main(sensor):
    """Inside: an event loop is running while this code runs."""
    kitchen = await sensor("kitchen")
    cellar = asyncio.run(sensor("cellar"))
    return [kitchen, cellar]


def start(sensor):
    """Outside: ordinary code calls this, and no loop is running yet."""
    return asyncio.run(main(sensor))


async def thermometer(room):
    await asyncio.sleep(1)
    return {"kitchen": 21, "cellar": 12}[room]


if __name__ == "__main__":
    print(start(thermometer))
