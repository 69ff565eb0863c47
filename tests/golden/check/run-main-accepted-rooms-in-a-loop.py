import asyncio

ROOMS = ("kitchen", "cellar")


async def main(sensor):
    return [await sensor(room) for room in ROOMS]


def start(sensor):
    temperatures = asyncio.run(main(sensor))
    return temperatures


async def thermometer(room):
    await asyncio.sleep(1)
    return len(room)


if __name__ == "__main__":
    print(start(thermometer))
