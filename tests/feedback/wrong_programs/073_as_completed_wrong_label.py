# cause: as_completed gives the results in order of completion, but zip pairs them with the names in the order of the list
# line: 17
# shows: prints "Berlin 12" and "Madrid 3" with the temperatures swapped
# meant: print Berlin 3 and Madrid 12
import asyncio

TEMPS = {"Berlin": (0.3, 3), "Madrid": (0.1, 12)}

async def temperature(city: str) -> int:
    delay, degrees = TEMPS[city]
    await asyncio.sleep(delay)
    return degrees

async def main() -> None:
    cities = list(TEMPS)
    coros = [temperature(c) for c in cities]
    for city, nxt in zip(cities, asyncio.as_completed(coros)):
        print(city, await nxt)

asyncio.run(main())
