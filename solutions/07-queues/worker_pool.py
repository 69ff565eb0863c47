import asyncio


async def post_office(arrivals, serve, close):
    """Serve all customers at three desks; return how many were served well."""
    end = object()
    queue = asyncio.Queue()
    served = 0

    async def work(desk):
        nonlocal served
        while (customer := await queue.get()) is not end:
            try:
                await serve(desk, customer)
                served += 1
            except OSError:
                pass
        await close(desk)

    workers = [asyncio.create_task(work(desk)) for desk in (1, 2, 3)]
    await arrivals(queue.put)
    for _ in workers:
        await queue.put(end)
    await asyncio.gather(*workers)
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
