# exercise: main-waits
# cause: cook(order) only makes a coroutine object and no task, so no cooking begins before the last order has come in, and then one dish is cooked after the other.
# line: 11
import asyncio


async def evening(next_order, cook, say):
    """Cook every order as it comes in; close when all of them are ready."""
    cooking = []
    while (order := await next_order()) is not None:
        cooking.append(cook(order))
    for dish in cooking:
        await dish
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
