# exercise: shield-the-commit
# cause: After a cancellation pay is called a second time instead of waiting for the payment that is still under way.
# line: 11, 14
import asyncio


async def buy(reserve, pay, note):
    """Reserve, pay and note; a payment that has begun is completed."""
    order = await reserve()
    try:
        receipt = await asyncio.shield(pay(order))
    except asyncio.CancelledError:
        # the payment has to be completed first
        receipt = await pay(order)
        note(receipt)
        raise
    note(receipt)
    return receipt


async def try_it():
    async def reserve():
        await asyncio.sleep(1)
        return "seat 7"

    async def pay(order):
        await asyncio.sleep(2)
        return f"{order}, paid"

    buyer = asyncio.create_task(buy(reserve, pay, print))
    await asyncio.sleep(1.5)
    buyer.cancel()
    await asyncio.wait([buyer])
    print("cancelled:", buyer.cancelled())


if __name__ == "__main__":
    asyncio.run(try_it())
