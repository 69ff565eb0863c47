# exercise: worker-pool
# cause: The try stands around the loop of the desk, so an OSError ends the loop and the desk closes instead of taking the next customer.
# line: 14, 15, 16, 18, 19
import asyncio


async def post_office(arrivals, serve, close):
    """Serve all customers at three desks; return how many were served well."""
    q = asyncio.Queue()
    END = object()
    good = []

    async def desk(n):
        try:
            while (c := await q.get()) is not END:
                await serve(n, c)
                good.append(c)
        except OSError:
            pass
        await close(n)

    async with asyncio.TaskGroup() as tg:
        for n in range(1, 4):
            tg.create_task(desk(n))
        await arrivals(q.put)
        for _ in range(3):
            q.put_nowait(END)
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
