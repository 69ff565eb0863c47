# exercise: done-callback
# cause: for a future that is done, announce calls the board itself instead of leaving it to the loop
# line: 14, 15
import asyncio


def announce(board, name, future):
    def on_done(f):
        if f.exception():
            board(name, "sorry: " + str(f.exception()))
        else:
            board(name, f.result())

    if future.done():
        on_done(future)
    else:
        future.add_done_callback(on_done)
