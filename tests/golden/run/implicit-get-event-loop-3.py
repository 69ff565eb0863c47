import asyncio
def start():
    the_loop = asyncio.get_event_loop()
    the_loop.call_later(1, the_loop.stop)
    return the_loop
start().run_forever()
