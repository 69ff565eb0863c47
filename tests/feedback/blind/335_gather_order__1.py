# exercise: gather-order
# cause: the cities are asked one after the other, each await in the loop waits before the next is asked
# line: 11
import asyncio


async def weather(measure, cities):
    """Ask all cities at the same time; return the temperature of each."""
    result = {}
    for city in cities:
        result[city] = await measure(city)
    return result
