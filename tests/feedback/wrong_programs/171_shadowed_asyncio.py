# cause: the variable asyncio hides the module
# line: 7, 12
# shows: raises AttributeError: 'str' object has no attribute 'run'
# meant: print the topic of the lesson
import asyncio

asyncio = "lesson 1"

async def main():
    print("topic:", asyncio)

asyncio.run(main())
