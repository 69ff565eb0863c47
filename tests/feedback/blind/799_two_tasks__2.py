# exercise: two-tasks
# cause: It waits for the water before the task for the bread is made, so the two run one after the other.
# line: 11, 12
import asyncio


async def breakfast(boil, toast):
    """Make hot water and toasted bread at the same time; return both."""
    loop = asyncio.get_running_loop()
    water = loop.create_task(boil())
    await asyncio.wait([water])
    bread = loop.create_task(toast())
    await asyncio.wait([bread])
    return [water.result(), bread.result()]


async def kettle():
    await asyncio.sleep(3)
    return "hot water"


async def toaster():
    await asyncio.sleep(2)
    return "toast"


if __name__ == "__main__":
    print(asyncio.run(breakfast(kettle, toaster)))
