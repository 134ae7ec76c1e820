"""Turns are given in the order in which they were asked for."""

import threading
import time

from eventhub.ground.turns import Turns


def test_turns_are_given_first_come_first_served():
    turns, served = Turns(), []
    assert turns.take()

    def wait(number):
        turns.take()
        served.append(number)
        turns.give_back()

    threads = [threading.Thread(target=wait, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
        time.sleep(0.02)
    turns.give_back()
    for thread in threads:
        thread.join()

    assert served == [0, 1, 2, 3, 4]
    assert turns.take()


def test_who_waits_too_long_goes_on_without_a_turn_and_leaves_the_queue():
    turns = Turns()
    turns.take()

    assert not turns.take(patience=0.01)
    turns.give_back()
    assert turns.take(patience=0.01)
