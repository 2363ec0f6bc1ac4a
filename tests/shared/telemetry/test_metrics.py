"""What is counted."""

from shared.telemetry import Metrics


def test_two_services_in_one_process_count_apart() -> None:
    one, other = Metrics.of("one"), Metrics.of("other")
    one.refused("case-changed")
    assert 'candour_refusals_total{code="case-changed"} 1.0' in one.text().decode()
    assert "case-changed" not in other.text().decode()
    assert 'candour_service_info{name="one"} 1.0' in one.text().decode()


def test_readers_and_the_log_say_where_they_are() -> None:
    metrics = Metrics.of("complaints")
    metrics.appended_at(120)
    metrics.reader_is_at("projections", position=100, behind=20, seconds=1.5)
    metrics.parked("projections", messages=2, cases=1, oldest_seconds=9.5, skipped=3)
    metrics.not_of_the_log("projections", records=4)
    metrics.appended(0.004)
    metrics.read_recorded(0.004)
    text = metrics.text().decode()
    assert "candour_log_position 120.0" in text
    assert 'candour_reader_position{reader="projections"} 100.0' in text
    assert 'candour_reader_lag_positions{reader="projections"} 20.0' in text
    assert 'candour_reader_lag_seconds{reader="projections"} 1.5' in text
    assert 'candour_parked_messages{reader="projections"} 2.0' in text
    assert 'candour_parked_cases{reader="projections"} 1.0' in text
    assert 'candour_parked_oldest_seconds{reader="projections"} 9.5' in text
    assert 'candour_skipped_messages{reader="projections"} 3.0' in text
    assert 'candour_refused_records{reader="projections"} 4.0' in text
    assert 'candour_read_recorded_seconds_bucket{le="0.005"} 1.0' in text
    assert 'candour_append_seconds_bucket{le="0.005"} 1.0' in text
    assert 'candour_append_seconds_bucket{le="0.0025"} 0.0' in text


def test_invented_methods_are_counted_as_one() -> None:
    metrics = Metrics.of("complaints")
    for method in ("BREW", "STEEP"):
        metrics.answered(method=method, route="unmatched", status=405, seconds=0.001)
    assert (
        'candour_requests_total{method="other",route="unmatched",status="405"} 2.0'
        in metrics.text().decode()
    )
