# exercise: call-later-time
# cause: it ends without stopping the loop
# line: 8
def countdown(loop, show, number, started):
    passed = loop.time() - started
    show(number, passed)
    if number == 0:
        return
    loop.call_later(1, countdown, loop, show, number - 1, started)
