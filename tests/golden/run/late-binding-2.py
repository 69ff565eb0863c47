import asyncio
async def main():
    jobs = []
    for name in ["a", "b", "c"]:
        def show():
            print(name)
        jobs.append(show)
    for job in jobs:
        job()
asyncio.run(main())
