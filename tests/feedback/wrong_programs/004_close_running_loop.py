# cause: loop.close() is called from a callback while the loop is still running
# line: 15
# shows: the callback fails with RuntimeError: Cannot close a running event loop (logged) and the loop hangs for ever
# meant: end the loop after the work
import asyncio

loop = asyncio.new_event_loop()

def work():
    print("working")
    loop.call_soon(finish)

def finish():
    print("closing")
    loop.close()

loop.call_soon(work)
loop.run_forever()
print("bye")
