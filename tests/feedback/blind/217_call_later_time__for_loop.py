# exercise: call-later-time
# cause: all timers are set by each call again
# line: 8, 9
def countdown(loop, show, number, started):
    show(number, loop.time() - started)
    if not number:
        loop.stop()
    for n in range(number):
        loop.call_later(1, countdown, loop, show, number - 1, started)
