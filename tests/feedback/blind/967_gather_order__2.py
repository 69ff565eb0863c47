# exercise: gather-order
# cause: the temperatures are appended in the order in which the answers come, and then zipped with the cities, so a city gets the temperature of another one
# line: 12, 15
import asyncio


async def weather(measure, cities):
    """Ask all cities at the same time; return the temperature of each."""
    answers = []

    async def ask(city):
        answers.append(await measure(city))

    await asyncio.gather(*map(ask, cities))
    return dict(zip(cities, answers))


async def thermometer(city):
    await asyncio.sleep(len(city))
    return 10 + len(city)


if __name__ == "__main__":
    print(asyncio.run(weather(thermometer, ["Valparaiso", "Oslo", "Quito"])))
