# exercise: worker-pool
# cause: The desks are started only after arrivals has returned, so customers wait although all the desks are free.
# line: 26, 29
import asyncio


async def post_office(arrivals, serve, close):
    """Serve all customers at three desks; return how many were served well."""
    line = asyncio.Queue()
    end = object()
    good = 0

    async def enter(customer):
        await line.put(customer)

    async def worker(desk):
        nonlocal good
        while (customer := await line.get()) is not end:
            try:
                await serve(desk, customer)
            except OSError:
                continue
            good += 1
        await close(desk)

    await arrivals(enter)
    for _ in range(3):
        await line.put(end)
    await asyncio.gather(*(worker(desk) for desk in (1, 2, 3)))
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
