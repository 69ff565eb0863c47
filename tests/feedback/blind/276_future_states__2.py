# exercise: future-states
# cause: exception() is asked before cancelled(), and raises CancelledError for a cancelled future
# line: 9, 11
import asyncio


def state_of(fut):
    if fut.done():
        if fut.exception() is not None:
            return "error"
        if fut.cancelled():
            return "cancelled"
        return "result"
    return "pending"


def value_or(fut, default):
    if fut.done() and not fut.cancelled() and fut.exception() is None:
        return fut.result()
    return default
