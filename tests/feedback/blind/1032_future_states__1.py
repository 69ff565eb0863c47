# exercise: future-states
# cause: except Exception does not catch the CancelledError that result() raises, so value_or raises for a cancelled future instead of returning the default
# line: 22
import asyncio


def state_of(future):
    """The state of the future, as a word."""
    if not future.done():
        return "pending"
    if future.cancelled():
        return "cancelled"
    if future.exception() is not None:
        return "error"
    return "result"


def value_or(future, default):
    """The future's result if it has one, else the default."""
    try:
        return future.result()
    except Exception:
        return default


if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    try:
        futures = [loop.create_future() for _ in range(4)]
        futures[1].set_result("tea")
        futures[2].set_exception(OSError("the kettle is broken"))
        futures[3].cancel()
        for future in futures:
            print(state_of(future), "-", value_or(future, "water"))
    finally:
        loop.close()
