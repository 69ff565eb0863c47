# exercise: gather-order
# cause: calling measure only makes coroutine objects, nothing is started, and awaiting them in turn asks one city after the other
# line: 10, 13
import asyncio


async def weather(measure, cities):
    """Ask all cities at the same time; return the temperature of each."""
    # each city once
    started = {city: measure(city) for city in cities}
    temperatures = {}
    for city in started:
        temperatures[city] = await started[city]
    return temperatures


async def thermometer(city):
    await asyncio.sleep(len(city))
    return 10 + len(city)


if __name__ == "__main__":
    print(asyncio.run(weather(thermometer, ["Valparaiso", "Oslo", "Quito"])))
