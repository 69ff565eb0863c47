# exercise: wait-for-event
# cause: The car looks at the flag from time to time instead of waiting for the event, so it notices green late, or misses it.
# line: 20, 21
import asyncio


class Light:
    """A traffic light, red at first."""

    def __init__(self):
        self.event = asyncio.Event()

    def turn_green(self):
        self.event.set()

    def turn_red(self):
        self.event.clear()

    async def wait_for_green(self):
        while not self.event.is_set():
            await asyncio.sleep(0.1)


async def main():
    async def car(name):
        await light.wait_for_green()
        print(name, "drives")

    light = Light()
    cars = [asyncio.create_task(car(name)) for name in ("van", "bus")]
    await asyncio.sleep(1)
    print("green")
    light.turn_green()
    await asyncio.gather(*cars)
    await car("taxi")


if __name__ == "__main__":
    asyncio.run(main())
