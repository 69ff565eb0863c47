# exercise: worker-pool
# cause: The counter is raised behind the try statement, so customers whose serve raised an OSError are counted too.
# line: 23, 24, 25, 26
import asyncio


async def post_office(arrivals, serve, close):
    """Serve all customers at three desks; return how many were served well."""
    END = object()
    queue = asyncio.Queue()
    served = 0

    async def enter(customer):
        await queue.put(customer)

    async def work(desk):
        nonlocal served
        while True:
            customer = await queue.get()
            if customer is END:
                break
            try:
                await serve(desk, customer)
            except OSError:
                pass
            served += 1
        await close(desk)

    async with asyncio.TaskGroup() as group:
        for desk in (1, 2, 3):
            group.create_task(work(desk))
        await arrivals(enter)
        for _ in range(3):
            await queue.put(END)
    return served


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
