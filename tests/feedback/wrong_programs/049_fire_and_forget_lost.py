# cause: main returns before the task it started is done, and asyncio.run cancels it
# line: 12
# shows: prints only "main done"; "mail sent" is lost
# meant: send the mail too
import asyncio

async def send_mail(to):
    await asyncio.sleep(0.3)
    print("mail sent to", to)

async def main():
    asyncio.create_task(send_mail("eve@example.org"))
    print("main done")

asyncio.run(main())
