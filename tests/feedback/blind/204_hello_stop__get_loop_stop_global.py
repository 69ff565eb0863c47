# exercise: hello-stop
# cause: stop is called on the global loop, not on the one that is given
# line: 11
import asyncio


def hello(loop):
    """Say hello, then end."""
    text = "Hello, world!"
    print(text)
    main_loop.stop()


main_loop = asyncio.new_event_loop()
main_loop.call_soon(hello, main_loop)
main_loop.run_forever()
main_loop.close()
