# cause: the function returns the future itself, and the caller prints it without awaiting it
# line: 18, 19
# shows: prints "<Future pending>" (its repr) instead of 21.5
# meant: print the temperature 21.5
import asyncio

class Sensor:
    def __init__(self):
        self.loop = asyncio.get_running_loop()

    def read(self):
        f = self.loop.create_future()
        self.loop.call_later(0.1, f.set_result, 21.5)
        return f

async def main():
    sensor = Sensor()
    value = sensor.read()
    print(f"temperature: {value}")

asyncio.run(main())
