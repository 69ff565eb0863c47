# cause: the function is called before run_in_executor, which then gets the number 9 to call
# line: 14
# shows: blocks the loop for 0.3 s and then raises TypeError: 'int' object is not callable
# meant: square in a thread and print 9
import asyncio
import time

def slow_square(n):
    time.sleep(0.3)
    return n * n

async def main():
    loop = asyncio.get_running_loop()
    result = await loop.run_in_executor(None, slow_square(3))
    print(result)

asyncio.run(main())
