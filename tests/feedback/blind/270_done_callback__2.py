# exercise: done-callback
# cause: write is called at once, and its return value is handed to add_done_callback
# line: 17
import asyncio


def announce(board, name, future):
    """When the future is done, write on the board what came of it."""

    def write(done):
        error = done.exception()
        if error is None:
            board(name, done.result())
        else:
            board(name, "sorry: " + str(error))

    future.add_done_callback(write(future))


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
