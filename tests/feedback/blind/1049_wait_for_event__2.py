# exercise: wait-for-event
# cause: turn_red empties the queue of waiting cars, so when a light that is red already is turned red once more the cars that wait are forgotten and never woken
# line: 23
import asyncio


class Light:
    """A traffic light, red at first."""

    def __init__(self):
        self.colour = "red"
        self.queue = []         # a future for each car that waits

    def turn_green(self):
        self.colour = "green"
        while self.queue:
            car = self.queue.pop()
            if not car.done():      # the driver may have given up
                car.set_result(None)

    def turn_red(self):
        self.colour = "red"
        self.queue = []         # a new phase, a new queue

    async def wait_for_green(self):
        if self.colour == "green":
            return
        place = asyncio.get_running_loop().create_future()
        self.queue.append(place)
        await place


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
