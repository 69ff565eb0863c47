import asyncio
import threading


async def forgotten():
    pass


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug())
    try:
        loop.call_soon(forgotten)
    except TypeError as error:
        print(error)
    errors = []

    def call():
        try:
            loop.call_soon(print)
        except RuntimeError as error:
            errors.append(type(error).__name__)

    thread = threading.Thread(target=call)
    thread.start()
    thread.join()
    print(errors)
    forgotten()


asyncio.run(main(), debug=True)
