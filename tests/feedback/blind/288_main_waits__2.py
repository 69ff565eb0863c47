# exercise: main-waits
# cause: the cooking is awaited inside the loop, so the next order is asked for only when the dish is ready
# line: 11
import asyncio


async def evening(next_order, cook, say):
    """Cook every order as it comes in; close when all of them are ready."""
    order = await next_order()
    while order is not None:
        await cook(order)
        order = await next_order()
    say("closed")
