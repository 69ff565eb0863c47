# cause: speed is only a local name in __init__, self. is missing
# line: 9
# shows: raises AttributeError: 'Car' object has no attribute 'speed'
# meant: print the speed
import asyncio

class Car:
    def __init__(self, speed):
        speed = speed

    async def drive(self):
        await asyncio.sleep(0.1)
        print("driving at", self.speed)

async def main():
    car = Car(90)
    await car.drive()

asyncio.run(main())
