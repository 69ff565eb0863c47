# cause: greet needs two arguments and gets one
# line: 12
# shows: raises TypeError: greet() missing 1 required positional argument: 'name'
# meant: print Hello, Zoe
import asyncio

async def greet(greeting, name):
    await asyncio.sleep(0.01)
    print(f"{greeting}, {name}")

async def main():
    await greet("Zoe")

asyncio.run(main())
