import asyncio


async def main():
    reader = asyncio.StreamReader(limit=8)
    reader.feed_data(b"short\n" + b"x" * 40)
    reader.feed_eof()
    print(await reader.readline())
    try:
        await reader.readuntil(b"\n")
    except (asyncio.LimitOverrunError, asyncio.IncompleteReadError) as error:
        print(type(error).__name__)
    print(len(await reader.read()))
    print(reader.at_eof())


asyncio.run(main())
