# exercise: worker-pool
# cause: try/except stands around the whole loop, so an OSError ends the loop and the desk closes instead of going on with the next customer.
# line: 16, 23
import asyncio

END = object()


async def post_office(arrivals, serve, close):
    """Serve all customers at three desks; return how many were served well."""
    queue = asyncio.Queue()
    served = 0

    async def work(desk):
        nonlocal served
        try:
            while True:
                customer = await queue.get()
                if customer is END:
                    break
                await serve(desk, customer)
                served += 1
        except OSError:
            pass
        await close(desk)

    async with asyncio.TaskGroup() as group:
        for desk in (1, 2, 3):
            group.create_task(work(desk))
        await arrivals(queue.put)
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
