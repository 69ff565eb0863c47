# exercise: wait-for-event
# cause: turn_green lowers the flag again at once, so a car that comes while the light is green has to wait.
# line: 15
import asyncio


class Light:
    """A traffic light, red at first."""

    def __init__(self):
        self.event = asyncio.Event()

    def turn_green(self):
        self.event.set()
        self.event.clear()

    def turn_red(self):
        self.event.clear()

    async def wait_for_green(self):
        await self.event.wait()


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
