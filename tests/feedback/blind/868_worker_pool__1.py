# exercise: worker-pool
# cause: the desks are started only when arrivals has returned, so nobody is served while customers are still coming.
# line: 27, 30
import asyncio

END = object()


async def post_office(arrivals, serve, close):
    """Serve all customers at three desks; return how many were served well."""
    queue = asyncio.Queue()
    served = 0

    async def work(desk):
        nonlocal served
        while True:
            customer = await queue.get()
            if customer is END:
                break
            try:
                await serve(desk, customer)
                served += 1
            except OSError:
                pass
        await close(desk)

    await arrivals(queue.put)
    for _ in range(3):
        await queue.put(END)
    await asyncio.gather(*(work(desk) for desk in (1, 2, 3)))
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
