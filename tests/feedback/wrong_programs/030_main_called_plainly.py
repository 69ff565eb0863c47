# cause: main() is called like a normal function, without asyncio.run
# line: 13
# shows: prints nothing but a RuntimeWarning: coroutine 'main' was never awaited
# meant: print hello world
import asyncio

async def main():
    print("hello")
    await asyncio.sleep(0.1)
    print("world")

if __name__ == "__main__":
    main()
