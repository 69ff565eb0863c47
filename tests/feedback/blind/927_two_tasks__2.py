# exercise: two-tasks
# cause: The results are collected in the order in which the tasks end, so the toast stands first in the list whenever it is ready before the water.
# line: 15, 20
import asyncio


async def breakfast(boil, toast):
    """Make hot water and toasted bread at the same time; return both."""
    loop = asyncio.get_running_loop()
    water = loop.create_task(boil())
    bread = loop.create_task(toast())
    served = []

    def serve(task):
        served.append(task.result())

    for task in (water, bread):
        task.add_done_callback(serve)
    await asyncio.wait([water, bread])
    return served


async def kettle():
    await asyncio.sleep(3)
    return "hot water"


async def toaster():
    await asyncio.sleep(2)
    return "toast"


if __name__ == "__main__":
    print(asyncio.run(breakfast(kettle, toaster)))
