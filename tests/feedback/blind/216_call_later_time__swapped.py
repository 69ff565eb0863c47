# exercise: call-later-time
# cause: number and passed are swapped
# line: 6
def countdown(loop, show, number, started):
    passed = loop.time() - started
    show(passed, number)
    if number:
        loop.call_later(1, countdown, loop, show, number - 1, started)
    else:
        loop.stop()
