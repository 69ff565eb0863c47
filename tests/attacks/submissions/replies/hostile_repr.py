# Objects whose repr raises what nobody expects, or is no text, or is endless text.
# against: call probes
# ending: returned exited out-of-memory cpu-limit
class Raises:
    def __repr__(self):
        raise SystemExit(0)


class Lies(str):
    def __getitem__(self, index):
        return self

    def __len__(self):
        return 0


class Long:
    def __repr__(self):
        return Lies("y" * (50 << 20))


Evil = type("evil\x1b[31m\n[bold]" + "z" * 1_000_000, (), {})


def add_up(numbers):
    return [Raises(), Long(), Evil()]


async def fetch_both(fetch):
    return {"a": Raises(), "b": Evil()}
