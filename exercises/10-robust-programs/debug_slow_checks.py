"""Hidden checks of debug-slow."""

import asyncio
import logging
import queue
import threading
import time

from grader.checks import probe, scenario


@scenario
def run_something(submission, limit, answer):
    """How `main` was run, whether its slow first step was reported, and what came out."""
    found, reports = [], []

    class Keep(logging.Handler):
        def emit(self, record):
            if record.getMessage().startswith("Executing"):
                reports.append(record.getMessage().rpartition(" took ")[2])

    async def main():
        loop = asyncio.get_running_loop()
        time.sleep(2 * limit)
        await asyncio.sleep(1)
        found.append({"debug": loop.get_debug(), "limit": loop.slow_callback_duration})
        return answer

    keep = Keep()
    logging.getLogger("asyncio").addHandler(keep)
    try:
        result = submission.run_strictly(main, limit)
    finally:
        logging.getLogger("asyncio").removeHandler(keep)
    return {"found": found, "reports": reports, "result": result}


@scenario
async def open_strictly(submission):
    """The reports of slow steps while the shop opens, and when another task could do its work."""
    loop = asyncio.get_running_loop()
    loop.set_debug(True)
    reports, ticks = [], []

    class Keep(logging.Handler):
        def emit(self, record):
            if record.getMessage().startswith("Executing"):
                reports.append(record.getMessage().rpartition(" took ")[2])

    async def tick():
        for _ in range(3):
            await asyncio.sleep(0.5)
            ticks.append(loop.time())

    def read_prices():
        time.sleep(2)
        return {"tea": 2}

    async def tell(text):
        pass

    keep = Keep()
    logging.getLogger("asyncio").addHandler(keep)
    try:
        ticking = asyncio.create_task(tick())
        await asyncio.sleep(0)
        shop = submission.Shop(read_prices, tell)
        opened = asyncio.create_task(shop.open())
        await asyncio.to_thread(shop.order, None)
        await opened
        await ticking
        await asyncio.sleep(1)
    finally:
        logging.getLogger("asyncio").removeHandler(keep)
    return {"slow steps": reports, "other task": ticks}


@scenario
async def take_orders(submission, tell, prices, names):
    shop = submission.Shop(lambda: prices, tell)
    opened = asyncio.create_task(shop.open())
    for name in [*names, None]:
        await asyncio.to_thread(shop.order, name)
    await opened
    return asyncio.get_running_loop().time()


@scenario
async def order_strictly(submission, names):
    """What other threads met when they ordered, in debug mode, and what the customers were told when."""
    loop = asyncio.get_running_loop()
    loop.set_debug(True)
    told, errors = [], []
    wishes = queue.Queue()

    async def tell(text):
        told.append((text, loop.time()))

    shop = submission.Shop(lambda: {name: len(name) for name in names}, tell)

    def customer():
        while (wish := wishes.get()) is not False:
            try:
                shop.order(wish)
            except Exception as error:
                errors.append(type(error).__name__)

    thread = threading.Thread(target=customer, daemon=True)
    thread.start()
    opened = asyncio.create_task(shop.open())
    for wish in [*names, None]:
        await asyncio.sleep(1)
        wishes.put(wish)
    wishes.put(False)
    await asyncio.wait([opened], timeout=10)
    return sorted(set(errors)) or told


def test_debug_mode(run):
    for limit, answer in ((0.02, "tea"), (0.5, "cake")):
        value = run(run_something, limit=limit, answer=answer).value
        wanted = {"found": [{"debug": True, "limit": limit}], "reports": [f"{2 * limit:.3f} seconds"], "result": answer}
        assert value == wanted, (
            f"`run_strictly` was given a limit of {limit} seconds and a `main` that returns `{answer}`; its first step "
            f"takes {2 * limit} seconds. This is what `main` found when it ran, what debug mode reported, and what was "
            "returned."
        )


def test_nothing_is_slow(run):
    assert run(open_strictly).value == {"slow steps": [], "other task": [0.5, 1.0, 1.5]}, (
        "Reading the prices took 2 seconds. Debug mode must have no slow step to report meanwhile, and another task "
        "must get its turn at 0.5, 1 and 1.5 seconds."
    )


def test_told(run):
    tell = probe("tell", delay=2)
    ended = run(take_orders, tell=tell, prices={"tea": 2, "cake": 3}, names=["cake", "tea", "cake"]).value
    assert [(*call.args, call.entered) for call in tell.calls] == [
        ("cake: 3", 0.0),
        ("tea: 2", 2.0),
        ("cake: 3", 4.0),
    ], (
        "A cake, a tea and another cake were ordered at second 0, and telling takes 2 seconds each. This is what "
        "`tell` was called with, and when."
    )
    assert ended == 6.0, "The last customer was told at second 6. This is when the shop ended."


def test_orders_from_threads(run):
    assert run(order_strictly, names=["tea", "cake"]).value == [("tea: 3", 1.0), ("cake: 4", 2.0)], (
        "In debug mode, another thread ordered a tea for 3 at second 1 and a cake for 4 at second 2. This is what the "
        "customers were told, and when, or what `order` raised in that thread."
    )
