# exercise: gather-order
# cause: The temperatures are collected in the order in which they come in but are paired with the cities in the order of the list.
# line: 12, 15
import asyncio


async def weather(measure, cities):
    """Ask all cities at the same time; return the temperature of each."""
    temperatures = []

    async def ask(city):
        temperatures.append(await measure(city))

    await asyncio.gather(*[ask(city) for city in cities])
    return dict(zip(cities, temperatures))


async def thermometer(city):
    await asyncio.sleep(len(city))
    return 10 + len(city)


if __name__ == "__main__":
    print(asyncio.run(weather(thermometer, ["Valparaiso", "Oslo", "Quito"])))
