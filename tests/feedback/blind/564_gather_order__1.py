# exercise: gather-order
# cause: as_completed gives the results in the order in which they come in, but they are paired with the cities in the order of the list
# line: 11, 13
import asyncio


async def weather(measure, cities):
    """Ask all cities at the same time; return the temperature of each."""
    cities = list(cities)
    temperatures = []
    for answer in asyncio.as_completed([measure(city) for city in cities]):
        temperatures.append(await answer)
    return dict(zip(cities, temperatures))


async def thermometer(city):
    await asyncio.sleep(len(city))
    return 10 + len(city)


if __name__ == "__main__":
    print(asyncio.run(weather(thermometer, ["Valparaiso", "Oslo", "Quito"])))
