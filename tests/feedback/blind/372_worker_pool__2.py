# exercise: worker-pool
# cause: a worker leaves when the queue is empty, which says only that there is nothing now
# line: 14
import asyncio


async def post_office(arrivals, serve, close):
    """Serve all customers at three desks; return how many were served well."""
    queue = asyncio.Queue()
    count = 0

    async def desk(number):
        nonlocal count
        while not queue.empty():
            customer = await queue.get()
            try:
                await serve(number, customer)
                count += 1
            except OSError:
                pass
        await close(number)

    waiting = asyncio.create_task(arrivals(queue.put))
    await asyncio.gather(desk(1), desk(2), desk(3))
    await waiting
    return count
