# exercise: shield-the-commit
# cause: The shield covers the reservation too, so a cancellation before the payment stops nothing and the ticket is paid all the same.
# line: 10, 15, 17
import asyncio


async def buy(reserve, pay, note):
    """Reserve, pay and note; a payment that has begun is completed."""
    async def purchase():
        order = await reserve()
        receipt = await pay(order)
        note(receipt)
        return receipt

    task = asyncio.create_task(purchase())
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await task
        raise


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
