# exercise: done-callback
# cause: the callback catches only OSError, so any other error in the future is not written on the board and reaches the loop.
# line: 13
import asyncio


def announce(board, name, future):
    """When the future is done, write on the board what came of it."""

    def on_done(done_future):
        try:
            message = done_future.result()
        except OSError as error:
            message = "sorry: " + str(error)
        board(name, message)

    future.add_done_callback(on_done)


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
