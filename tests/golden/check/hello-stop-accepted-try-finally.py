import asyncio


def hello(loop):
    print("Hello, world!")
    loop.stop()


def main():
    loop = asyncio.new_event_loop()
    try:
        loop.call_soon(hello, loop)
        loop.run_forever()
    finally:
        loop.close()


if __name__ == "__main__":
    main()
