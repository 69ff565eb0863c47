# exercise: worker-pool
# cause: serve is awaited while the lock of the condition is held, so only one desk can serve at a time and nobody can enter meanwhile
# line: 23, 29
import asyncio
from collections import deque


async def post_office(arrivals, serve, close):
    """Serve all customers at three desks; return how many were served well."""
    line = deque()
    news = asyncio.Condition()
    no_more = False

    async def enter(customer):
        async with news:
            line.append(customer)
            news.notify()

    async def work(desk):
        """Serve one customer after the other; return how many went well."""
        good = 0
        while True:
            async with news:
                await news.wait_for(lambda: line or no_more)
                if not line:
                    break
                customer = line.popleft()
                try:
                    await serve(desk, customer)
                except OSError:
                    continue
                good += 1
        await close(desk)
        return good

    async with asyncio.TaskGroup() as office:
        desks = [office.create_task(work(desk)) for desk in range(1, 4)]
        await arrivals(enter)
        async with news:
            no_more = True
            news.notify_all()
    return sum(desk.result() for desk in desks)


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
