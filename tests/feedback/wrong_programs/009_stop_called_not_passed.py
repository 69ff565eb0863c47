# cause: loop.stop() is called at once instead of being passed to call_later; what is scheduled is None
# line: 9
# shows: the loop stops after one round: "beep" is never printed
# meant: beep after 0.2 s and stop after 0.5 s
import asyncio

loop = asyncio.new_event_loop()
loop.call_later(0.2, print, "beep")
loop.call_later(0.5, loop.stop())
try:
    loop.run_forever()
finally:
    loop.close()
print("loop closed")
