# exercise: dispatch-events
# cause: all handlers are looked up before the first one is called, so what a handler changes in the table does not count
# line: 11, 12
def night_watch(light, alarm):
    """Which function is to be called for which event."""
    return dict(dusk=light, smoke=alarm)


def dispatch(events, handlers, default):
    """Call a function for each event, in order."""
    plan = [(name, detail, handlers.get(name)) for name, detail in events]
    for name, detail, handler in plan:
        if handler is None:
            default(name, detail)
        else:
            handler(detail)


def switch_on(place):
    print("Light on:", place)


def ring(place):
    print("Fire in the", place)


def wonder(name, detail):
    print("What is this?", name, detail)


if __name__ == "__main__":
    night = [("dusk", "garden"), ("owl", "roof"), ("smoke", "kitchen")]
    dispatch(night, night_watch(switch_on, ring), wonder)
