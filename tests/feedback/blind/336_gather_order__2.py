# exercise: gather-order
# cause: the list of coroutines is passed to gather without a star, so it is one argument
# line: 9
import asyncio


async def weather(measure, cities):
    questions = [measure(city) for city in cities]
    temps = await asyncio.gather(questions)
    return dict(zip(cities, temps))
