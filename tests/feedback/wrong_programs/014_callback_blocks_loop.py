# cause: a callback sleeps with time.sleep and so holds up all other callbacks
# line: 9
# shows: "quick" appears after 1 s instead of 0.1 s, after "slow finished"
# meant: quick should come first, after 0.1 s
import asyncio
import time

def slow():
    time.sleep(1)
    print("slow finished")

def quick(begin):
    print("quick after", round(time.perf_counter() - begin, 1))

loop = asyncio.new_event_loop()
loop.call_soon(slow)
loop.call_later(0.1, quick, time.perf_counter())
loop.call_later(1.5, loop.stop)
loop.run_forever()
loop.close()
