# exercise: wait-for-event
# cause: turn_green clears the event at once after set, so the light does not stay green and a car that comes while it is green has to wait.
# line: 15
import asyncio


class Light:
    """A traffic light, red at first."""

    def __init__(self):
        self.green = asyncio.Event()

    def turn_green(self):
        self.green.set()
        self.green.clear()

    def turn_red(self):
        self.green.clear()

    async def wait_for_green(self):
        await self.green.wait()


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
