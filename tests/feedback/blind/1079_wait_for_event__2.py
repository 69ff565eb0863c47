# exercise: wait-for-event
# cause: turn_red puts a new event in place of the old one also when the light is red already, so cars that wait for the old event never hear of the next green.
# line: 18
import asyncio


class Light:
    """A traffic light, red at first."""

    def __init__(self):
        self.go = asyncio.Event()

    def turn_green(self):
        if not self.go.is_set():
            self.go.set()

    def turn_red(self):
        self.go = asyncio.Event()

    async def wait_for_green(self):
        signal = self.go
        await signal.wait()


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
