# exercise: wait-for-event
# cause: turn_green lowers the flag again at once, so a car that comes while the light is green has to wait.
# line: 14, 15
import asyncio


class Light:
    """A traffic light, red at first."""

    def __init__(self):
        self.go = asyncio.Event()

    def turn_green(self):
        self.go.set()
        self.go.clear()         # ready for the next time

    def turn_red(self):
        self.go.clear()

    async def wait_for_green(self):
        await self.go.wait()


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
