# exercise: wait-for-event
# cause: the flag is lowered by each car that has passed, so a car that comes later while the light is still green has to wait
# line: 21
import asyncio


class Light:
    """A traffic light, red at first."""

    def __init__(self):
        self.green = asyncio.Event()

    def turn_green(self):
        self.green.set()

    def turn_red(self):
        self.green.clear()

    async def wait_for_green(self):
        await self.green.wait()
        self.green.clear()


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
