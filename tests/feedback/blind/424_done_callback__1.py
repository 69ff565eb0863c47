# exercise: done-callback
# cause: The callback is given the future and not its result or error, so the future itself is written on the board.
# line: 10, 11, 14
import asyncio


def announce(board, name, future):
    """When the future is done, write on the board what came of it."""

    def write(result):
        if isinstance(result, Exception):
            board(name, "sorry: " + str(result))
        else:
            board(name, result)

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
