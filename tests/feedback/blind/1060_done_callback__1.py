# exercise: done-callback
# cause: announce writes on the board itself when the future is done already, instead of leaving the call to the loop by add_done_callback.
# line: 18
import asyncio


def announce(board, name, future):
    """When the future is done, write on the board what came of it."""

    def write(fut):
        problem = fut.exception()
        if problem is not None:
            board(name, "sorry: " + str(problem))
        else:
            board(name, fut.result())

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
