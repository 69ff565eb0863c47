# exercise: shield-the-commit
# cause: the reservation stands inside the shielded task too, so a cancellation during reserve does not end everything, and the ticket is paid all the same
# line: 27, 30
import asyncio


async def settle(pay, note, order):
    """Pay and note, as one step."""
    receipt = await pay(order)
    note(receipt)
    return receipt


async def to_the_end(work):
    """Wait until the work is over, even if somebody cancels us."""
    inner = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(inner)
    finally:
        if not inner.done():
            await inner


async def buy(reserve, pay, note):
    """Reserve, pay and note; a payment that has begun is completed."""
    async def purchase():
        order = await reserve()
        return await settle(pay, note, order)

    return await to_the_end(purchase())


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
