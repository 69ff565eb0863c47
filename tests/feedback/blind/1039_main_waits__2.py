# exercise: main-waits
# cause: entries are removed from the list while the for loop goes over it, so every second dish is skipped and not waited for
# line: 14, 17
import asyncio


def to_the_stove(cook, order):
    """Begin to cook, and give the task back."""
    return asyncio.create_task(cook(order), name=f"dish {order}")


async def all_ready(dishes):
    """Wait until the last of the dishes is ready."""
    for dish in dishes:
        await dish
        # off the stove
        dishes.remove(dish)


async def evening(next_order, cook, say):
    """Cook every order as it comes in; close when all of them are ready."""
    cooking = []
    while (order := await next_order()) is not None:
        cooking.append(to_the_stove(cook, order))
    await all_ready(cooking)
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
