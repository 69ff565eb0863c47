# exercise: main-waits
# cause: only the coroutine object is put on the list and no task is made of it, so nothing is cooked until all orders are in
# line: 11
import asyncio


async def evening(next_order, cook, say):
    """Cook every order as it comes in; close when all of them are ready."""
    cooking = []
    while (order := await next_order()) is not None:
        cooking.append(cook(order))
    await asyncio.gather(*cooking)
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
