# exercise: hello-stop
# cause: hello is called at once and its return value None is handed to call_soon
# line: 13
import asyncio


def hello(loop):
    print("Hello, world!")
    loop.stop()


my_loop = asyncio.new_event_loop()
my_loop.call_soon(hello(my_loop))
my_loop.run_forever()
my_loop.close()
