# exercise: main-waits
# cause: Each dish is awaited inside the loop before the next order is asked for, so the orders are taken and cooked one after the other.
# line: 13
import asyncio


async def evening(next_order, cook, say):
    """Cook every order as it comes in; close when all of them are ready."""
    cooking = []
    while (order := await next_order()) is not None:
        task = asyncio.create_task(cook(order))
        cooking.append(task)
        await task
    say("closed")


async def cook_slowly(order):
    await asyncio.sleep(len(order))
    print("ready:", order)


async def main():
    guests = iter(["fish soup", "salad", "tea"])

    async def next_order():
        await asyncio.sleep(1)
        return next(guests, None)

    await evening(next_order, cook_slowly, print)


if __name__ == "__main__":
    asyncio.run(main())
