# cause: call_soon gets the result of greet("Ada") (None) instead of the function and its argument
# line: 13
# shows: prints the greeting too early ("hello Ada" before "loop starts"), then the callback None fails with TypeError: 'NoneType' object is not callable (logged), and the loop still stops
# meant: greet from inside the loop, after "loop starts"
import asyncio


def greet(name):
    print("hello", name)


loop = asyncio.new_event_loop()
loop.call_soon(greet("Ada"))
loop.call_soon(loop.stop)
print("loop starts")
loop.run_forever()
loop.close()
