# exercise: call-soon-fifo
# cause: loop.stop() is called at once by schedule itself instead of being put into the queue behind the greetings
# line: 13
import asyncio
import functools


def schedule(loop, greet, guests):
    """Ask the loop to greet every guest, then to stop."""
    for guest in guests:
        polite_greet = functools.partial(greet, guest, polite=True)
        loop.call_soon(polite_greet)
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
