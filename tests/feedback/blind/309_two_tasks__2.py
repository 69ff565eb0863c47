# exercise: two-tasks
# cause: the coroutines are awaited one after the other, not at the same time
# line: 8, 9
import asyncio


async def breakfast(boil, toast):
    hot_water = await boil()
    bread = await toast()
    return [hot_water, bread]


if __name__ == "__main__":
    async def kettle():
        await asyncio.sleep(3)
        return "hot water"

    async def toaster():
        await asyncio.sleep(2)
        return "toast"

    print(asyncio.run(breakfast(kettle, toaster)))
