# exercise: hello-stop
# cause: the method never stops the loop
# line: 16, 21
import asyncio


class Greeter:
    def __init__(self, the_loop):
        self.the_loop = the_loop

    def greet(self):
        print("Hello, world!")


def hello(loop):
    Greeter(loop).greet()


my_loop = asyncio.new_event_loop()
my_loop.call_soon(hello, my_loop)
my_loop.run_forever()
my_loop.close()
