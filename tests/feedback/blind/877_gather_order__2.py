# exercise: gather-order
# cause: gather is awaited once per city inside the loop, so the cities are asked one after the other
# line: 10, 11
import asyncio


async def weather(measure, cities):
    """Ask all cities at the same time; return the temperature of each."""
    result = {}
    for city in cities:
        [result[city]] = await asyncio.gather(measure(city))
    return result


async def thermometer(city):
    await asyncio.sleep(len(city))
    return 10 + len(city)


if __name__ == "__main__":
    print(asyncio.run(weather(thermometer, ["Valparaiso", "Oslo", "Quito"])))
