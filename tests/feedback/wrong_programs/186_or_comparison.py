# cause: name == "ann" or "bob" is always true
# line: 9
# shows: prints "welcome" for everybody, also for mallory
# meant: let in ann and bob only
import asyncio

async def door(name):
    await asyncio.sleep(0.01)
    if name == "ann" or "bob":
        print("welcome", name)
    else:
        print("go away", name)

async def main():
    for visitor in ["ann", "mallory"]:
        await door(visitor)

asyncio.run(main())
