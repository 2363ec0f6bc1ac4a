"""What Prometheus is told of the relay."""

from prometheus_client import CollectorRegistry, Gauge

from shared.transport.relay_state import RelayState


class RelayMetrics:
    """Gauges on a service's own registry, set from the relay's row."""

    def __init__(self, registry: CollectorRegistry) -> None:
        def gauge(name: str, says: str) -> Gauge:
            return Gauge(f"candour_relay_{name}", says, registry=registry)

        self._position = gauge("position", "Last position that the broker acknowledged")
        self._lag = gauge("lag_positions", "Positions not acknowledged yet")
        self._lag_seconds = gauge("lag_seconds", "Time since the relay was level with the log")
        self._epoch = gauge("epoch", "How often the relay was taken over")
        self._sent = gauge("sent_messages", "Messages acknowledged, those sent again too")
        self._left_out = gauge("left_out_messages", "Messages that the broker refuses")
        self._is_led = gauge("is_led", "1 while a worker holds the lease")
        self._stalled = gauge("stalled", "1 while something waits to be sent and nothing moves")
        self._halted = gauge("halted", "1 once the relay has stopped for good")

    def tell(self, state: RelayState) -> None:
        self._position.set(state.position)
        self._lag.set(state.behind)
        self._lag_seconds.set(state.seconds_behind or 0.0)
        self._epoch.set(state.epoch)
        self._sent.set(state.sent)
        self._left_out.set(state.left_out)
        self._is_led.set(state.is_led)
        self._stalled.set(state.is_stalled)
        self._halted.set(state.halted is not None)
