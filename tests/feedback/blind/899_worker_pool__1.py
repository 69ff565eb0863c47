# exercise: worker-pool
# cause: The try stands around the whole loop of the desk, so the first OSError ends the desk's loop and it serves nobody any more.
# line: 15, 16, 22, 23
import asyncio


async def post_office(arrivals, serve, close):
    """Serve all customers at three desks; return how many were served well."""
    END = object()
    queue = asyncio.Queue()
    served = 0

    async def desk_work(desk):
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

    desks = [asyncio.create_task(desk_work(desk)) for desk in (1, 2, 3)]
    await arrivals(queue.put)
    for _ in desks:
        await queue.put(END)
    await asyncio.gather(*desks)
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
