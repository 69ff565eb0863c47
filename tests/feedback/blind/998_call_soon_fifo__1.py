# exercise: call-soon-fifo
# cause: the loop is stopped at once and not by a call in the queue, so when a callback calls schedule, the loop ends before the guests are greeted
# line: 13
import asyncio
import functools


def schedule(loop, greet, guests):
    """Ask the loop to greet every guest, then to stop."""
    for guest in guests:
        call = functools.partial(greet, guest, polite=True)
        loop.call_soon(call)
    loop.stop()


def print_greeting(guest, *, polite):
    print("Good evening," if polite else "Hi", guest)


if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    try:
        schedule(loop, print_greeting, ["Ada", "Bo", "Cy"])
        print("The door opens")
        loop.run_forever()
    finally:
        loop.close()
