# exercise: done-callback
# cause: result() is called before the error is looked at, so for a failed future it raises into the loop and the board is never written
# line: 11
import asyncio


def announce(board, name, future):
    """When the future is done, write on the board what came of it."""

    def write(fut):
        text = fut.result()
        if fut.exception() is not None:
            text = "sorry: " + str(fut.exception())
        board(name, text)

    future.add_done_callback(write)


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
