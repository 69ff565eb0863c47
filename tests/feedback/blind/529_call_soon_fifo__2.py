# exercise: call-soon-fifo
# cause: schedule stops the loop itself at once instead of putting the stop into the queue behind the greetings
# line: 12
import asyncio
import functools


def schedule(loop, greet, guests):
    """Ask the loop to greet every guest, then to stop."""
    for guest in guests:
        loop.call_soon(functools.partial(greet, guest, polite=True))
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
