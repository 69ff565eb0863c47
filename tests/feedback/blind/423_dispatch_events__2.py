# exercise: dispatch-events
# cause: The handlers are looked up in a copy made before the first event, so what a handler changes in the table does not count.
# line: 11, 13, 14
def night_watch(light, alarm):
    """Which function is to be called for which event."""
    return {"dusk": light, "smoke": alarm}


def dispatch(events, handlers, default):
    """Call a function for each event, in order."""
    known = dict(handlers)
    for name, detail in events:
        if name in known:
            known[name](detail)
        else:
            default(name, detail)


def switch_on(place):
    print("Light on:", place)


def ring(place):
    print("Fire in the", place)


def wonder(name, detail):
    print("What is this?", name, detail)


if __name__ == "__main__":
    night = [("dusk", "garden"), ("owl", "roof"), ("smoke", "kitchen")]
    dispatch(night, night_watch(switch_on, ring), wonder)
