# exercise: gather-order
# cause: each task stores the temperature in order of arrival in a list, so zip gives cities the wrong temperatures
# line: 11, 14
import asyncio


async def weather(measure, cities):
    temperatures = []

    async def ask(city):
        temperatures.append(await measure(city))

    await asyncio.gather(*[ask(c) for c in cities])
    return dict(zip(cities, temperatures))
