# exercise: two-tasks
# cause: The first task is awaited where it is made, so the bread is started only when the water is ready.
# line: 10, 11
import asyncio


async def breakfast(boil, toast):
    """Make hot water and toasted bread at the same time; return both."""
    loop = asyncio.get_running_loop()
    water = await loop.create_task(boil())
    bread = await loop.create_task(toast())
    return [water, bread]


async def kettle():
    await asyncio.sleep(3)
    return "hot water"


async def toaster():
    await asyncio.sleep(2)
    return "toast"


if __name__ == "__main__":
    print(asyncio.run(breakfast(kettle, toaster)))
