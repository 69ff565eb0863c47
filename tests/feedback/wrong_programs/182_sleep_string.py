# cause: the delay is a str, not a number
# line: 10
# shows: raises TypeError: '<=' not supported between instances of 'str' and 'int'
# meant: sleep half a second
import asyncio

settings = {"delay": "0.5", "name": "robot"}

async def main():
    await asyncio.sleep(settings["delay"])
    print(settings["name"], "is awake")

asyncio.run(main())
