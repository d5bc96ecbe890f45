"""What is computed one time and kept by a frozen record: gone with it, the same for who asks again."""

import gc
import threading
import time
import weakref

import pytest

from delibgen.model.base import Ligne, Record
from delibgen.model.kept import cached_property, forget, kept
from delibgen.render import render
from tests.rules.papers import act


class Compteur(Record):
    nom: Ligne

    @cached_property
    def rang(self) -> object:
        """A new object at each computation."""
        time.sleep(0.01)
        return object()

    @cached_property
    def refus(self) -> int:
        """Never known."""
        raise ValueError(self.nom)


def length(record: Compteur) -> list[int]:
    return [len(record.nom)]


def test_a_property_is_computed_one_time_and_belongs_to_one_record():
    one, other = Compteur(nom="a"), Compteur(nom="a")
    assert one.rang is one.rang
    assert one.rang is not other.rang
    assert one == other


def test_threads_that_compute_together_all_get_the_same_object():
    record, found = Compteur(nom="a"), []
    threads = [threading.Thread(target=lambda: found.append(record.rang)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert all(one is record.rang for one in found)


def test_a_property_that_fails_is_asked_again_and_keeps_nothing():
    record = Compteur(nom="a")
    for _ in range(2):
        with pytest.raises(ValueError, match="a"):
            _ = record.refus
    assert "refus" not in record.__dict__


def test_what_was_computed_does_not_go_with_a_copy_that_changes():
    record = Compteur(nom="a")
    first, known = record.rang, kept(length, record)
    changed = record.model_copy(update={"nom": "bcd"})
    assert changed.rang is not first
    assert kept(length, changed) == [3]
    assert kept(length, record) is known


def test_a_property_belongs_to_the_class_and_is_no_field():
    assert isinstance(Compteur.rang, cached_property)
    assert Compteur.rang.__doc__ == "A new object at each computation."
    assert list(Compteur.model_fields) == ["nom"]


def test_what_was_kept_dies_with_its_record():
    record = Compteur(nom="a")
    kept(length, record)
    watched = weakref.ref(record)
    del record
    gc.collect()
    assert watched() is None


def test_a_printed_act_goes_as_soon_as_nobody_wants_it():
    acte = act()
    render(acte)
    text = render(acte).text
    assert acte.phrases.objet
    assert render(acte).text == text
    watched = weakref.ref(acte)
    gc.disable()
    try:
        del acte
        assert watched() is None
    finally:
        gc.enable()


def test_what_is_forgotten_is_computed_again():
    record = Compteur(nom="a")
    first = record.rang
    forget(record, "rang")
    forget(record, "rang")
    assert record.rang is not first
