# exercise: gather-order
# cause: as_completed gives the answers in the order in which they arrive, but they are paired with the cities in the order of the list
# line: 11, 12, 13
import asyncio


async def weather(measure, cities):
    """Ask all cities at the same time; return the temperature of each."""
    questions = [measure(city) for city in cities]
    temperatures = []
    for answer in asyncio.as_completed(questions):
        temperatures.append(await answer)
    return dict(zip(cities, temperatures))


async def thermometer(city):
    await asyncio.sleep(len(city))
    return 10 + len(city)


if __name__ == "__main__":
    print(asyncio.run(weather(thermometer, ["Valparaiso", "Oslo", "Quito"])))
