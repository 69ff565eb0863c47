# exercise: call-soon-fifo
# cause: the lambda reads the variable guest only when it is called, after the for loop has ended, so the last guest is greeted every time
# line: 11
import asyncio
import functools


def schedule(loop, greet, guests):
    """Ask the loop to greet every guest, then to stop."""
    for guest in guests:
        loop.call_soon(lambda: greet(guest, polite=True))
    loop.call_soon(loop.stop)


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
