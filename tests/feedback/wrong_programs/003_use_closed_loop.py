# cause: the loop is closed and then used again
# line: 15, 17
# shows: prints "first run", then raises RuntimeError: Event loop is closed
# meant: run two rounds on the same loop
import asyncio

my_loop = asyncio.new_event_loop()

def round_done(text):
    print(text)
    my_loop.stop()

my_loop.call_soon(round_done, "first run")
my_loop.run_forever()
my_loop.close()

my_loop.call_soon(round_done, "second run")
my_loop.run_forever()
