# exercise: done-callback
# cause: if the future is done already, announce calls the function itself at once in place of leaving it to the loop, so announce calls board before it returns
# line: 19
import asyncio


def announce(board, name, future):
    """When the future is done, write on the board what came of it."""

    def write(done):
        error = done.exception()
        text = done.result() if error is None else "sorry: " + str(error)
        try:
            board(name, text)
        except Exception:
            pass

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
