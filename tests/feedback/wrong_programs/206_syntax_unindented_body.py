# cause: the body of the function is not indented
# line: 8
# shows: IndentationError: expected an indented block after function definition
# meant: print "body"
import asyncio

async def main():
print("body")

asyncio.run(main())
