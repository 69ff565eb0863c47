# exercise: worker-pool
# cause: all arrivals are awaited before the desks are started
# line: 28, 31
import asyncio

END = object()


async def post_office(arrivals, serve, close):
    """Serve all customers at three desks; return how many were served well."""
    queue = asyncio.Queue()
    well = 0

    async def desk(number):
        nonlocal well
        while True:
            customer = await queue.get()
            if customer is END:
                await close(number)
                return
            try:
                await serve(number, customer)
            except OSError:
                pass
            else:
                well += 1

    await arrivals(queue.put)
    for _ in range(3):
        await queue.put(END)
    await asyncio.gather(*(desk(n) for n in range(1, 4)))
    return well
