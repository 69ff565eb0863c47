# cause: the words are in the wrong order: def async instead of async def
# line: 7
# shows: SyntaxError: invalid syntax
# meant: print "ok"
import asyncio

def async main():
    print("ok")

asyncio.run(main())
