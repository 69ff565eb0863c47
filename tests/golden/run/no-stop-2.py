import asyncio
class Program:
    def greet(self):
        print("hi")
the_loop = asyncio.new_event_loop()
asyncio.set_event_loop(the_loop)
the_loop.call_later(1, Program().greet)
try:
    the_loop.run_forever()
finally:
    the_loop.close()
