# exercise: done-callback
# cause: for a future that is done already announce writes on the board itself and does not leave it to the loop
# line: 16, 17
import asyncio


def announce(board, name, future):
    """When the future is done, write on the board what came of it."""

    def write(future):
        if future.exception() is None:
            board(name, future.result())
        else:
            board(name, "sorry: " + str(future.exception()))

    if future.done():
        write(future)
    else:
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
