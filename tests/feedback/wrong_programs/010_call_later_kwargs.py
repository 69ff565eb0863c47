# cause: call_later passes on positional arguments only; keyword arguments need functools.partial
# line: 8
# shows: raises TypeError: call_later() got an unexpected keyword argument 'sep'
# meant: print 1-2-3 after 0.1 s
import asyncio

loop = asyncio.new_event_loop()
loop.call_later(0.1, print, 1, 2, 3, sep="-")
loop.call_later(0.2, loop.stop)
loop.run_forever()
loop.close()
