import asyncio

loop = asyncio.new_event_loop()
for delay, name in ((0.03, "third"), (0.01, "first"), (0.02, "second")):
    loop.call_later(delay, print, name)
loop.call_soon(print, "soon 1")
loop.call_soon(print, "soon 2")
cancelled = loop.call_later(0.015, print, "never")
loop.call_soon(cancelled.cancel)
loop.call_at(loop.time() + 0.04, loop.stop)
loop.run_forever()
loop.stop()
loop.call_soon(print, "runs once, since stop() was called before")
loop.run_forever()
loop.close()
try:
    loop.call_soon(print)
except RuntimeError as error:
    print(error)
