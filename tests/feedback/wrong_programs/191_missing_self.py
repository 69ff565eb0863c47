# cause: the method lacks the parameter self
# line: 10
# shows: raises TypeError: Lamp.switch_on() takes 0 positional arguments but 1 was given
# meant: switch the lamp on
import asyncio

class Lamp:
    on = False

    async def switch_on():
        await asyncio.sleep(0.1)
        print("on")

asyncio.run(Lamp().switch_on())
