# exercise: worker-pool
# cause: The try lies around the whole while loop, so after an OSError the desk leaves the loop and closes instead of going on with the next customer.
# line: 15, 22, 23
import asyncio


async def post_office(arrivals, serve, close):
    """Serve all customers at three desks; return how many were served well."""
    end = object()
    line = asyncio.Queue()
    count = 0

    async def work(desk):
        nonlocal count
        try:
            while True:
                customer = await line.get()
                if customer is end:
                    break
                await serve(desk, customer)
                count += 1
        except OSError:
            pass
        await close(desk)

    desks = [asyncio.create_task(work(desk)) for desk in range(1, 4)]
    await arrivals(line.put)
    for _ in desks:
        await line.put(end)
    await asyncio.gather(*desks)
    return count


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
