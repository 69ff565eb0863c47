# exercise: debug-slow
# cause: the wrapper coroutine awaits main() but does not return its result, so run_strictly always returns None
# line: 11
import asyncio


def run_strictly(main, limit):
    """Run main() in debug mode; report steps longer than limit seconds."""
    async def with_limit():
        asyncio.get_running_loop().slow_callback_duration = limit
        await main()

    with asyncio.Runner(debug=True) as runner:
        return runner.run(with_limit())


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
        loop = asyncio.get_running_loop()
        prices = await loop.run_in_executor(None, self.read_prices)
        while (name := await self.orders.get()) is not None:
            # self.tell(f"{name}: {prices[name]}")
            await self.tell(f"{name}: {prices[name]}")

    def order(self, name):
        """Called in other threads."""
        # self.loop.call_soon(self.orders.put_nowait, name)
        put = self.orders.put(name)
        asyncio.run_coroutine_threadsafe(put, self.loop)


async def try_the_shop():
    async def tell(text):
        print(text)

    shop = Shop(lambda: {"tea": 2, "cake": 3}, tell)
    for name in ("cake", "tea", None):
        await asyncio.to_thread(shop.order, name)
    await shop.open()


if __name__ == "__main__":
    run_strictly(try_the_shop, 0.05)
