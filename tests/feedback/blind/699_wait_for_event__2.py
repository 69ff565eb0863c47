# exercise: wait-for-event
# cause: turn_red makes a new event, so cars that already wait at red (when turn_red is called again) wait for the old one, which nobody ever sets.
# line: 17
import asyncio


class Light:
    """A traffic light, red at first."""

    def __init__(self):
        self.green = asyncio.Event()

    def turn_green(self):
        self.green.set()

    def turn_red(self):
        self.green = asyncio.Event()

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
