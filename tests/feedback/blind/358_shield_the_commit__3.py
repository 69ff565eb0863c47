# exercise: shield-the-commit
# cause: the except branch calls pay a second time instead of waiting for the payment that has begun
# line: 11, 13
import asyncio


async def buy(reserve, pay, note):
    """Reserve, pay and note; a payment that has begun is completed."""
    order = await reserve()
    try:
        receipt = await asyncio.shield(pay(order))
    except asyncio.CancelledError:
        receipt = await pay(order)
        note(receipt)
        raise
    note(receipt)
    return receipt
