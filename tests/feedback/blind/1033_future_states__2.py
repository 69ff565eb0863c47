# exercise: future-states
# cause: a result of None is taken for no result, so value_or returns the default although the future has the result None
# line: 31
import asyncio


def has_failed(future):
    """Only for a future that is done and was not cancelled."""
    return future.exception() is not None


def state_of(future):
    """The state of the future, as a word."""
    if not future.done():
        return "pending"
    if future.cancelled():
        return "cancelled"
    if has_failed(future):
        return "error"
    return "result"


def value_or(future, default):
    """The future's result if it has one, else the default."""
    value = None
    match state_of(future):
        case "result":
            value = future.result()
        case "pending" | "cancelled" | "error":
            pass        # nothing to be had here
    return default if value is None else value


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
