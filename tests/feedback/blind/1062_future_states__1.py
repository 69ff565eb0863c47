# exercise: future-states
# cause: exception is not called: the method itself is never None, so each future with a result is said to be in the state error.
# line: 13
import asyncio


def state_of(future):
    """The state of the future, as a word."""
    if not future.done():
        return "pending"
    if future.cancelled():
        return "cancelled"
    if future.exception is not None:
        return "error"
    return "result"


def value_or(future, default):
    """The future's result if it has one, else the default."""
    state = state_of(future)
    if state == "pending" or state == "cancelled":
        return default
    if future.exception() is not None:
        return default
    return future.result()


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
