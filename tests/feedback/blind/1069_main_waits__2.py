# exercise: main-waits
# cause: only the task of the last order is awaited, so the evening closes while dishes ordered earlier that take longer are still being cooked.
# line: 14
import asyncio


async def evening(next_order, cook, say):
    """Cook every order as it comes in; close when all of them are ready."""
    cooking = []
    while (order := await next_order()) is not None:
        task = asyncio.create_task(cook(order))
        cooking.append(task)
    if cooking:
        await cooking[-1]
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
