import asyncio, signal
loop = asyncio.new_event_loop()
loop.add_signal_handler(signal.SIGINT, loop.stop)
loop.run_forever()
loop.close()
