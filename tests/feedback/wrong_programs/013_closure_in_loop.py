# cause: the lambdas all look up i when they run, after the for loop has ended
# line: 9
# shows: prints 2 2 2 (one per line) instead of 0 1 2
# meant: print 0, 1, 2
import asyncio

loop = asyncio.new_event_loop()
for i in range(3):
    loop.call_soon(lambda: print(i))
loop.call_soon(loop.stop)
loop.run_forever()
loop.close()
