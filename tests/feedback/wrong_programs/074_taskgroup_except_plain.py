# cause: a TaskGroup raises an ExceptionGroup, which except ValueError does not catch (except* would)
# line: 17
# shows: ends with a traceback: ExceptionGroup: unhandled errors in a TaskGroup; "bad value" is not printed
# meant: print "bad value"
import asyncio

async def check(n):
    if n < 0:
        raise ValueError(n)
    await asyncio.sleep(0.1)

async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(check(1))
            tg.create_task(check(-1))
    except ValueError:
        print("bad value")

asyncio.run(main())
