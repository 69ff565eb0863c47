# exercise: gather-order
# cause: Each measure is awaited before the next one is started, so the cities are asked one after the other.
# line: 9
import asyncio


async def weather(measure, cities):
    """Ask all cities at the same time; return the temperature of each."""
    return {city: await measure(city) for city in cities}


async def thermometer(city):
    await asyncio.sleep(len(city))
    return 10 + len(city)


if __name__ == "__main__":
    print(asyncio.run(weather(thermometer, ["Valparaiso", "Oslo", "Quito"])))
