# exercise: worker-pool
# cause: One END sends only one desk home; the other two wait at the empty queue for ever.
# line: 17, 18, 30
import asyncio


async def post_office(arrivals, serve, close):
    """Serve all customers at three desks; return how many were served well."""
    END = object()
    customers = asyncio.Queue()
    served = 0

    async def desk(number):
        nonlocal served
        while True:
            customer = await customers.get()
            if customer is END:
                break
            try:
                await serve(number, customer)
                served += 1
            except OSError:
                pass
        await close(number)

    async with asyncio.TaskGroup() as group:
        for number in (1, 2, 3):
            group.create_task(desk(number))
        await arrivals(customers.put)
        await customers.put(END)
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
