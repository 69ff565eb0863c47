import asyncio


async def weather(measure, cities):
    """Ask all cities at the same time; return the temperature of each."""
    answers = await asyncio.gather(*[measure(city) for city in cities])
    return dict(zip(cities, answers))


async def thermometer(city):
    await asyncio.sleep(len(city))
    return 10 + len(city)


if __name__ == "__main__":
    print(asyncio.run(weather(thermometer, ["Valparaiso", "Oslo", "Quito"])))
