# exercise: run-main
# cause: One loop is made for the whole program and closed by the first call of start, so the second call finds a closed loop.
# line: 6, 19, 21
import asyncio

loop = asyncio.new_event_loop()


async def main(sensor):
    """Inside: an event loop is running while this code runs."""
    kitchen = await sensor("kitchen")
    cellar = await sensor("cellar")
    return [kitchen, cellar]


def start(sensor):
    """Outside: ordinary code calls this, and no loop is running yet."""
    try:
        return loop.run_until_complete(main(sensor))
    finally:
        loop.close()


async def thermometer(room):
    await asyncio.sleep(1)
    return {"kitchen": 21, "cellar": 12}[room]


if __name__ == "__main__":
    print(start(thermometer))
