# cause: the class has __aenter__/__aexit__ but is used with a plain with
# line: 16
# shows: raises TypeError: 'Session' object does not support the context manager protocol
# meant: open and close the session
import asyncio

class Session:
    async def __aenter__(self):
        print("open")
        return self

    async def __aexit__(self, *exc):
        print("close")

async def main():
    with Session() as s:
        print("using", s is not None)

asyncio.run(main())
