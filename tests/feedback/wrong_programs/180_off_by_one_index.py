# cause: the index starts at 1 and goes one too far
# line: 12
# shows: prints "blue" and then raises IndexError: list index out of range
# meant: print both colours
import asyncio

colours = ["red", "blue"]

async def main():
    for i in range(len(colours)):
        await asyncio.sleep(0.01)
        print(colours[i + 1])

asyncio.run(main())
