# cause: nobody ever calls loop.stop(), so run_forever() never returns
# line: 10
# shows: prints "one" and "two", then hangs for ever; "finished" is never printed
# meant: run the two callbacks and then end
import asyncio

loop = asyncio.new_event_loop()
loop.call_soon(print, "one")
loop.call_soon(print, "two")
loop.run_forever()
print("finished")
loop.close()
