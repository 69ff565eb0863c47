# exercise: run-main
# cause: The new loop is never closed after the coroutine has ended, so every call of start leaves an open loop behind.
# line: 16, 17
import asyncio


async def main(sensor):
    """Inside: an event loop is running while this code runs."""
    kitchen = await sensor("kitchen")
    cellar = await asyncio.create_task(sensor("cellar"))
    return [kitchen, cellar]


def run_to_the_end(coroutine):
    """A fresh loop for each coroutine, so that we can be called again."""
    loop = asyncio.new_event_loop()
    return loop.run_until_complete(coroutine)


def start(sensor):
    """Outside: ordinary code calls this, and no loop is running yet."""
    return run_to_the_end(main(sensor))


async def thermometer(room):
    await asyncio.sleep(1)
    return {"kitchen": 21, "cellar": 12}[room]


if __name__ == "__main__":
    print(start(thermometer))
