# exercise: hello-stop
# cause: the loop is closed under a name that does not exist
# line: 13
import asyncio

def hello(l):
    print('Hello, world!')
    l.stop()

lp = asyncio.new_event_loop()
lp.call_soon(hello, lp)
lp.run_forever()
loop.close()
