# cause: a bare except also catches CancelledError, so wait_for cannot stop the retry loop
# line: 14
# shows: hangs: wait_for's timeout is treated like a failed attempt and retried for ever
# meant: give up after 0.3 s and print "gave up"
import asyncio

async def connect():
    await asyncio.sleep(10)

async def connect_with_retry():
    while True:
        try:
            return await connect()
        except:
            print("retry")

async def main():
    try:
        await asyncio.wait_for(connect_with_retry(), timeout=0.3)
    except asyncio.TimeoutError:
        print("gave up")

asyncio.run(main())
