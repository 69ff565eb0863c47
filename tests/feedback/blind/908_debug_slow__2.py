# exercise: debug-slow
# cause: The limit is set on the runner's loop, but asyncio.run makes another loop for main, so the steps are still measured with the limit of 0.1 seconds.
# line: 12, 13
import asyncio


def run_strictly(main, limit):
    """Run main() in debug mode; report steps longer than limit seconds."""
    with asyncio.Runner(debug=True) as runner:
        # The loop is there as soon as we ask the runner for it.
        loop = runner.get_loop()
        loop.slow_callback_duration = limit
        return asyncio.run(main(), debug=True)


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
        prices = await self.loop.run_in_executor(None, self.read_prices)
        while (name := await self.orders.get()) is not None:
            # self.tell(f"{name}: {prices[name]}")
            price = prices[name]
            await self.tell(f"{name}: {price}")

    def order(self, name):
        """Called in other threads."""
        # self.loop.call_soon(self.orders.put_nowait, name)
        # the queue belongs to the loop, so the loop has to put it in
        asyncio.run_coroutine_threadsafe(self.orders.put(name), self.loop)


async def try_the_shop():
    async def tell(text):
        print(text)

    shop = Shop(lambda: {"tea": 2, "cake": 3}, tell)
    for name in ("cake", "tea", None):
        await asyncio.to_thread(shop.order, name)
    await shop.open()


if __name__ == "__main__":
    run_strictly(try_the_shop, 0.05)
