import asyncio, signal
async def main():
    ended = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, ended.set_result, None)
    await ended
asyncio.run(main())
