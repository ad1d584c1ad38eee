"""Tries to log in: waits grow, end by themselves, and lock nobody out."""

import pytest

from sayso.web.people.throttle import Throttle


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_waits_grow_after_a_few_free_tries_and_are_capped(clock: Clock) -> None:
    throttle = Throttle(clock)
    waits = []
    for _ in range(16):
        wait = throttle.begin("amal", "192.0.2.1")
        waits.append(wait)
        if wait:
            clock.now += wait
            assert throttle.begin("amal", "192.0.2.1") == 0
    assert waits[:5] == [0, 0, 0, 0, 0]
    assert waits[5:9] == [1, 2, 4, 8]
    assert max(waits) == waits[-1] == 300


def test_a_try_that_is_turned_away_does_not_make_the_wait_longer(clock: Clock) -> None:
    throttle = Throttle(clock)
    for _ in range(5):
        throttle.begin("amal", "192.0.2.1")
    for _ in range(1000):
        assert throttle.begin("amal", "192.0.2.1") == 1
    clock.now += 1
    assert throttle.begin("amal", "192.0.2.1") == 0


def test_tries_at_the_same_time_are_counted_before_they_are_checked(clock: Clock) -> None:
    throttle = Throttle(clock)
    assert sum(throttle.begin("amal", "192.0.2.1") == 0 for _ in range(100)) == 5


def test_a_login_takes_the_failures_of_a_person_there_back(clock: Clock) -> None:
    throttle = Throttle(clock)
    for _ in range(50):
        assert throttle.begin("amal", "192.0.2.1") == 0
        throttle.succeeded("amal", "192.0.2.1")


def test_logging_in_to_an_own_account_buys_no_tries_at_others(clock: Clock) -> None:
    throttle = Throttle(clock)
    tried = 0
    for number in range(200):
        tried += throttle.begin(f"name {number}", "192.0.2.1") == 0
        if throttle.begin("jo", "192.0.2.1") == 0:
            throttle.succeeded("jo", "192.0.2.1")
    assert tried == 20


def test_nobody_elsewhere_can_lock_a_person_out(clock: Clock) -> None:
    throttle = Throttle(clock)
    for number in range(5000):
        throttle.begin("amal", f"198.51.{number // 250}.{number % 250}")
        throttle.begin("amal", f"198.51.{number // 250}.{number % 250}")
    assert throttle.begin("amal", "192.0.2.1") == 0


def test_many_addresses_together_slow_down_for_one_name(clock: Clock) -> None:
    throttle = Throttle(clock)
    tries = [
        throttle.begin("amal", f"198.51.100.{number}") for _ in range(4) for number in range(100)
    ]
    assert tries[:100] == [0] * 100  # the first from each address
    assert all(wait > 0 for wait in tries[100:])


def test_one_network_of_version_six_counts_as_one(clock: Clock) -> None:
    throttle = Throttle(clock)
    passed = sum(throttle.begin(f"n{i}", f"2001:db8:0:12{i:02x}::{i}") == 0 for i in range(200))
    assert passed == 20
    assert throttle.begin("n", "2001:db8:0:1300::1") == 0


def test_an_address_of_version_four_is_the_same_in_both_forms(clock: Clock) -> None:
    throttle = Throttle(clock)
    for _ in range(5):
        throttle.begin("amal", "192.0.2.1")
    assert throttle.begin("amal", "::ffff:192.0.2.1") > 0


def test_failures_are_forgotten_after_an_hour(clock: Clock) -> None:
    throttle = Throttle(clock)
    for _ in range(5):
        throttle.begin("amal", "192.0.2.1")
    clock.now += 3601
    assert [throttle.begin("amal", "192.0.2.1") for _ in range(5)] == [0] * 5


def test_memory_is_bounded_and_a_flood_does_not_free_its_own_address(clock: Clock) -> None:
    throttle = Throttle(clock, capacity=100)
    passed = 0
    for number in range(1000):
        passed += throttle.begin(f"name {number}", "192.0.2.1") == 0
        throttle.begin("amal", f"198.51.100.{number % 30}")
    assert len(throttle) <= 100
    assert passed == 20
