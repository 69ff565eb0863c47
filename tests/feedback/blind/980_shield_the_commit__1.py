# exercise: shield-the-commit
# cause: the CancelledError is caught and not raised again after the payment, so buy returns the receipt and does not end as cancelled
# line: 13, 14
import asyncio


async def buy(reserve, pay, note):
    """Reserve, pay and note; a payment that has begun is completed."""
    order = await reserve()
    payment = asyncio.create_task(pay(order))
    try:
        receipt = await asyncio.shield(payment)
    except asyncio.CancelledError:
        receipt = await payment
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
