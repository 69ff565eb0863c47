# cause: the callback sets the result of a new future, because 'fut' was made again in the function
# line: 10
# shows: hangs for ever after printing "set"
# meant: wake main up with the value 7
import asyncio

fut = None

def arrive():
    fut = asyncio.get_running_loop().create_future()
    fut.set_result(7)
    print("set")

async def main():
    global fut
    loop = asyncio.get_running_loop()
    fut = loop.create_future()
    loop.call_later(0.1, arrive)
    print("value", await fut)

asyncio.run(main())
