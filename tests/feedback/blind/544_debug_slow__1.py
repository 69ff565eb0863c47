# exercise: debug-slow
# cause: the limit is set on a new loop that nobody runs, while asyncio.run makes another loop, which keeps its 0.1 seconds
# line: 9, 11, 12
import asyncio


def run_strictly(main, limit):
    """The result of main(), run in debug mode; steps longer than limit seconds are reported."""
    loop = asyncio.new_event_loop()
    try:
        loop.slow_callback_duration = limit
        return asyncio.run(main(), debug=True)
    finally:
        loop.close()


class Shop:
    """Takes orders from other threads, and tells the prices. Made while the loop runs."""

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
            await self.tell(f"{name}: {prices[name]}")

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
