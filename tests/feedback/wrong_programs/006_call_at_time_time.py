# cause: call_at is given a time.time() value, but the loop's own clock is loop.time()
# line: 14, 15
# shows: hangs (the moment lies decades ahead on the loop's clock); nothing is printed
# meant: print "tick" in one second
import asyncio
import time

def tick(lp):
    print("tick")
    lp.stop()

def main():
    lp = asyncio.new_event_loop()
    when = time.time() + 1
    lp.call_at(when, tick, lp)
    lp.run_forever()
    lp.close()

main()
