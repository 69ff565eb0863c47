# cause: call_later takes seconds, the learner passes milliseconds
# line: 15
# shows: prints "waiting..." and then seems to hang (it would take 500 s instead of 0.5 s)
# meant: print "ding" after half a second
import asyncio

DELAY = 500   # half a second

loop = asyncio.new_event_loop()

def ding():
    print("ding")
    loop.stop()

loop.call_later(DELAY, ding)
print("waiting...")
loop.run_forever()
loop.close()
