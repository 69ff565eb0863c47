# exercise: worker-pool
# cause: only one END is put in for three desks, so two never go home
# line: 31
import asyncio

END = object()


async def post_office(arrivals, serve, close):
    """Serve all customers at three desks; return how many were served well."""
    queue = asyncio.Queue()
    count = 0

    async def desk(number):
        nonlocal count
        while True:
            customer = await queue.get()
            if customer is END:
                break
            try:
                await serve(number, customer)
                count += 1
            except OSError:
                pass
        await close(number)

    async with asyncio.TaskGroup() as group:
        for n in (1, 2, 3):
            group.create_task(desk(n))
        await arrivals(queue.put)
        await queue.put(END)
    return count
