import asyncio


def hello():
    print("hello")


loop = asyncio.new_event_loop()
try:
    loop.run_until_complete(hello())
finally:
    loop.close()
