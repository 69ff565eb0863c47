# cause: a done callback is called with the future as its argument, but announce takes none
# line: 7
# shows: the callback fails with TypeError: announce() takes 0 positional arguments but 1 was given (logged); "all done" is not printed
# meant: print "all done" when the future is done
import asyncio

def announce():
    print("all done")

async def main():
    fut = asyncio.get_running_loop().create_future()
    fut.add_done_callback(announce)
    fut.set_result(1)
    await fut
    await asyncio.sleep(0.1)
    print("end")

asyncio.run(main())
