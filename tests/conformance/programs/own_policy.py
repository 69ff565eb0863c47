import asyncio
import warnings

warnings.simplefilter("ignore")


class Policy(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self):
        print("a new loop")
        return super().new_event_loop()


asyncio.set_event_loop_policy(Policy())
print(asyncio.run(asyncio.sleep(0, "done")))
print(isinstance(asyncio.get_event_loop_policy(), Policy))
