# exercise: done-callback
# cause: only an OSError is caught when the result is asked for, so any other error in the future escapes from the callback into the loop and the board never hears of it
# line: 13
import asyncio
import contextlib
import functools


def outcome(finished):
    """What a finished future has to say."""
    try:
        return finished.result()
    except OSError as trouble:
        return f"sorry: {trouble}"


def put_on(board, name, finished):
    """The loop calls this one when the future is finished."""
    news = outcome(finished)
    # A broken board is no reason to bother the loop.
    with contextlib.suppress(Exception):
        board(name, news)


def announce(board, name, future):
    """When the future is done, write on the board what came of it."""

    chalk = functools.partial(put_on, board, name)

    future.add_done_callback(chalk)


if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    try:
        train, bus = loop.create_future(), loop.create_future()
        announce(print, "train", train)
        announce(print, "bus", bus)
        loop.call_later(2, train.set_result, "platform 4")
        loop.call_later(1, bus.set_exception, OSError("a flat tyre"))
        loop.call_later(3, loop.stop)
        loop.run_forever()
    finally:
        loop.close()
