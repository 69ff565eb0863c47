# exercise: worker-pool
# cause: Each desk has a queue of its own and customers are dealt out in turn, so a customer may wait for a busy desk while another desk is free.
# line: 11, 12, 16, 20
import asyncio
import itertools


async def post_office(arrivals, serve, close):
    """Serve all customers at three desks; return how many were served well."""
    end = object()
    queues = {1: asyncio.Queue(), 2: asyncio.Queue(), 3: asyncio.Queue()}
    turn = itertools.cycle(queues)
    good = 0

    async def enter(customer):
        await queues[next(turn)].put(customer)

    async def clerk(desk):
        nonlocal good
        while (customer := await queues[desk].get()) is not end:
            try:
                await serve(desk, customer)
                good += 1
            except OSError:
                print("desk", desk, "had a problem")
        await close(desk)

    async with asyncio.TaskGroup() as tg:
        for desk in queues:
            tg.create_task(clerk(desk))
        await arrivals(enter)
        for queue in queues.values():
            queue.put_nowait(end)
    return good


async def main():
    async def arrivals(enter):
        for customer in ("Ada", "Bo", "Cy", "Di", "Ed", "Fay"):
            await asyncio.sleep(0.1)
            await enter(customer)

    async def serve(desk, customer):
        print("desk", desk, "serves", customer)
        await asyncio.sleep(0.5)

    async def close(desk):
        print("desk", desk, "closes")

    print(await post_office(arrivals, serve, close), "customers")


if __name__ == "__main__":
    asyncio.run(main())
