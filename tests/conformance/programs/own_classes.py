import asyncio


class Promise(asyncio.Future):
    def then(self, function):
        self.add_done_callback(lambda me: function(me.result()))
        return self


class Job(asyncio.Task):
    pass


class Later:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        yield
        return self.value


async def work():
    return await Later(7)


async def main():
    loop = asyncio.get_running_loop()
    promise = Promise(loop=loop).then(print)
    promise.set_result("kept")
    await promise
    print(isinstance(promise, Promise), isinstance(loop.create_future(), Promise))
    job = Job(work(), loop=loop, name="job")
    print(await job, type(job).__name__, isinstance(job, asyncio.Task), job.get_name())
    loop.set_task_factory(lambda loop, coroutine, **options: Job(coroutine, loop=loop, **options))
    print(type(asyncio.create_task(work(), name="made")).__name__)
    await asyncio.sleep(0)


asyncio.run(main())
