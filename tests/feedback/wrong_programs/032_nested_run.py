# cause: asyncio.run is called inside a running loop
# line: 13
# shows: raises RuntimeError: asyncio.run() cannot be called from a running event loop
# meant: print the weather
import asyncio

async def get_weather(city: str) -> str:
    await asyncio.sleep(0.1)
    return f"{city}: sunny"

async def report(cities: list[str]) -> None:
    for city in cities:
        print(asyncio.run(get_weather(city)))

asyncio.run(report(["Oslo", "Rome"]))
