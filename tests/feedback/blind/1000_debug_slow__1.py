# exercise: debug-slow
# cause: tell is started as a task of its own and not awaited, so customers may be told at the same time and out of order, and open ends before they are told
# line: 32
import asyncio


def run_strictly(main, limit):
    """Run main() in debug mode; report steps longer than limit seconds."""
    async def strict():
        loop = asyncio.get_running_loop()
        loop.slow_callback_duration = limit
        return await main()

    return asyncio.run(strict(), debug=True)


class Shop:
    """Takes orders from other threads. It is made while the loop runs."""

    def __init__(self, read_prices, tell):
        self.read_prices = read_prices
        self.tell = tell
        self.orders = asyncio.Queue()
        self.loop = asyncio.get_running_loop()

    async def open(self):
        """Read the prices, then serve orders until one is None."""
        # prices = self.read_prices()
        prices = await asyncio.to_thread(self.read_prices)
        while (name := await self.orders.get()) is not None:
            # self.tell(f"{name}: {prices[name]}")
            asyncio.create_task(self.tell(f"{name}: {prices[name]}"))

    def order(self, name):
        """Called in other threads."""
        # self.loop.call_soon(self.orders.put_nowait, name)
        self.loop.call_soon_threadsafe(self.orders.put_nowait, name)


async def try_the_shop():
    async def tell(text):
        print(text)

    shop = Shop(lambda: {"tea": 2, "cake": 3}, tell)
    for name in ("cake", "tea", None):
        await asyncio.to_thread(shop.order, name)
    await shop.open()


if __name__ == "__main__":
    run_strictly(try_the_shop, 0.05)
