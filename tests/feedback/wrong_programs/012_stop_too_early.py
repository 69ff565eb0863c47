# cause: stop is scheduled before the delayed callback is due, so the callback is lost
# line: 13
# shows: prints only "stopped"; "late" never appears
# meant: print "late" and then stop
import asyncio

loop = asyncio.new_event_loop()

def late():
    print("late")

loop.call_later(1.0, late)
loop.call_later(0.1, loop.stop)
loop.run_forever()
loop.close()
print("stopped")
