# exercise: worker-pool
# cause: The try stands around the whole loop, so after one failure the desk closes instead of going on with the next customer.
# line: 13, 17, 18
import asyncio


async def post_office(arrivals, serve, close):
    """Serve all customers at three desks; return how many were served well."""
    waiting = asyncio.Queue()
    good = []

    async def clerk(desk):
        try:
            while (customer := await waiting.get()) is not None:
                await serve(desk, customer)
                good.append(customer)
        except OSError:
            pass
        await close(desk)

    async def enter(customer):
        await waiting.put(customer)

    clerks = [asyncio.create_task(clerk(n)) for n in range(1, 4)]
    await arrivals(enter)
    for _ in clerks:
        await waiting.put(None)
    await asyncio.gather(*clerks)
    return len(good)


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
