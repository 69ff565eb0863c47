# cause: the closing quote is missing
# line: 8
# shows: SyntaxError: unterminated string literal
# meant: print a text
import asyncio

async def main():
    print("good evening)
    await asyncio.sleep(0.1)

asyncio.run(main())
