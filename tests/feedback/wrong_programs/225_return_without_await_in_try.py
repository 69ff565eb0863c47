# cause: the coroutine is returned without await, so its error is raised outside the try block
# line: 13
# shows: ends with a traceback ValueError; "default" is not printed
# meant: print default 0 when the text is no number
import asyncio

async def to_number(text):
    await asyncio.sleep(0.01)
    return int(text)

def safe_number(text):
    try:
        return to_number(text)
    except ValueError:
        return "default 0"

async def main():
    print(await safe_number("seven"))

asyncio.run(main())
