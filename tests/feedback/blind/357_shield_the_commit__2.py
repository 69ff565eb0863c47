# exercise: shield-the-commit
# cause: the cancellation is swallowed: buy returns the receipt instead of raising CancelledError again
# line: 13, 14, 16
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
