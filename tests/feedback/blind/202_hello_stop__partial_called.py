# exercise: hello-stop
# cause: the partial is called when it is handed over
# line: 15
import asyncio
import functools


def hello(loop):
    print("Hello, world!")
    loop.stop()


ev = asyncio.new_event_loop()
job = functools.partial(hello, ev)
ev.call_soon(job())
ev.run_forever()
ev.close()
