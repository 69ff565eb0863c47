# cause: wait_for raises TimeoutError, but the code catches CancelledError
# line: 14
# shows: ends with a traceback TimeoutError; "no answer" is not printed
# meant: print "no answer"
import asyncio

async def ask(question):
    await asyncio.sleep(5)
    return "42"

async def main():
    try:
        print(await asyncio.wait_for(ask("why?"), timeout=0.1))
    except asyncio.CancelledError:
        print("no answer")

asyncio.run(main())
