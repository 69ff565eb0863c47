# exercise: two-tasks
# cause: Only the water is waited for, so if the toast takes longer than the water, bread.result() raises an InvalidStateError.
# line: 12
import asyncio


async def breakfast(boil, toast):
    """Make hot water and toasted bread at the same time; return both."""
    loop = asyncio.get_running_loop()
    water = loop.create_task(boil())
    bread = loop.create_task(toast())
    await water
    return [water.result(), bread.result()]


async def kettle():
    await asyncio.sleep(3)
    return "hot water"


async def toaster():
    await asyncio.sleep(2)
    return "toast"


if __name__ == "__main__":
    print(asyncio.run(breakfast(kettle, toaster)))
