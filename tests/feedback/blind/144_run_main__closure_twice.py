# exercise: run-main
# cause: one coroutine object kept for all calls
# line: 20, 21
import asyncio


async def main(sensor):
    """Inside: an event loop is running while this code runs."""
    kitchen = await sensor("kitchen")
    cellar = await sensor("cellar")
    return [kitchen, cellar]


JOB = None


def start(sensor):
    """Outside: ordinary code calls this, and no loop is running yet."""
    global JOB
    JOB = JOB or main(sensor)
    return asyncio.run(JOB)


async def thermometer(room):
    await asyncio.sleep(1)
    return {"kitchen": 21, "cellar": 12}[room]


if __name__ == "__main__":
    print(start(thermometer))
