# exercise: shield-the-commit
# cause: nobody waits for the payment after a cancellation and the receipt is not noted
# line: 11
import asyncio


async def buy(reserve, pay, note):
    """Reserve, pay and note; a payment that has begun is completed."""
    order = await reserve()
    payment = asyncio.create_task(pay(order))
    receipt = await asyncio.shield(payment)
    note(receipt)
    return receipt
