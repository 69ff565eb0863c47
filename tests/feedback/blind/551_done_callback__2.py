# exercise: done-callback
# cause: after an error was written the function goes on to result(), which raises the error again, and it reaches the loop
# line: 12, 13, 14
import asyncio


def announce(board, name, future):
    """When the future is done, write on the board what came of it."""

    def write(done):
        error = done.exception()
        if error is not None:
            board(name, "sorry: " + str(error))
        board(name, done.result())

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
