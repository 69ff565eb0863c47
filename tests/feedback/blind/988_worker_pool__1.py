# exercise: worker-pool
# cause: the try stands around the whole loop of the desk, so the first OSError ends the loop and the desk does not go on with the next customer
# line: 18, 25
import asyncio


async def post_office(arrivals, serve, close):
    """Serve all customers at three desks; return how many were served well."""
    end = object()
    queue = asyncio.Queue()
    served = 0

    async def enter(customer):
        await queue.put(customer)

    async def desk(number):
        nonlocal served
        try:
            while True:
                customer = await queue.get()
                if customer is end:
                    break
                await serve(number, customer)
                served += 1
        except OSError:
            pass
        await close(number)

    async with asyncio.TaskGroup() as group:
        for number in (1, 2, 3):
            group.create_task(desk(number))
        await arrivals(enter)
        for _ in range(3):
            await queue.put(end)
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
