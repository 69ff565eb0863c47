import asyncio


def done(future):
    print("callback", future.result())


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    future.add_done_callback(done)
    loop.call_soon(future.set_result, 42)
    print(await future, future.done(), future)
    for again in (future.set_result, future.set_exception):
        try:
            again(ValueError())
        except asyncio.InvalidStateError as error:
            print(type(error).__name__, error)
    direct = asyncio.Future()
    print(
        isinstance(direct, asyncio.Future), isinstance(future, asyncio.Future), asyncio.isfuture(direct), type(direct)
    )
    print(
        isinstance(asyncio.gather(), asyncio.Future),
        isinstance(asyncio.current_task(), asyncio.Future),
        isinstance(1, asyncio.Future),
    )
    print(issubclass(asyncio.Task, asyncio.Future), direct.cancel("why"), direct.cancelled(), repr(direct))
    try:
        direct.result()
    except asyncio.CancelledError as error:
        print(error.args)
    failing = loop.create_future()
    failing.set_exception(LookupError("x"))
    try:
        await failing
    except LookupError as error:
        print(repr(error))
    print(failing.remove_done_callback(done), loop.create_future())


asyncio.run(main())
