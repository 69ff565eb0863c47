import asyncio


def ring(text):
    print(text)


loop = asyncio.new_event_loop()
loop.call_later(ring, 1, "ding")
loop.call_later(2, loop.stop)
loop.run_forever()
loop.close()
