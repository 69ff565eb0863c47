import asyncio
import contextlib


class Greeter:
    text = "Hello, world!"

    def hello(self, loop):
        print(self.text)
        loop.stop()


hello = Greeter().hello

with contextlib.closing(asyncio.new_event_loop()) as loop:
    loop.call_soon(hello, loop)
    loop.run_forever()
