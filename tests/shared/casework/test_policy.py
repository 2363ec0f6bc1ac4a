"""A policy with the terms of any service: its editions, and how the event is stored."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

import pytest

from shared.casework.codecs import codec_of
from shared.casework.policy.kind import policy_kind
from shared.casework.policy.rules import PolicyRules, PolicySet, SetPolicy, policy_rules
from shared.casework.policy.state import Policy, PolicyEdition
from shared.casework.refusals import OutsidePolicyBounds
from shared.casework.stored import StoredAs
from shared.event_store.codec import Codec, UnreadableEvent, decode_closed
from shared.event_store.key_names import Keys
from tests.shared.casework.around import TODAY, here
from tests.support.scenario import Scenario

EVENT: Final = UUID(int=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    ceiling: int = 10
    ring_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """As the log would give it."""

    payload: bytes
    event_id: UUID = EVENT
    type: str = "policy-set"
    schema_version: int = 1


def check_bounds(terms: Terms) -> None:
    if terms.ceiling < 1:
        raise OutsidePolicyBounds("ceiling", shortest=1)


RULES: Final[PolicyRules[Terms]] = policy_rules(Terms(), check_bounds)
STORED: Final = (StoredAs("policy-set", 1, PolicySet, shape=PolicySet[Terms]),)
CODEC: Final[Codec[PolicySet[Terms]]] = codec_of(STORED)
the_policy: Final = Scenario(RULES, here())


def set_policy(terms: Terms) -> SetPolicy[Terms]:
    return SetPolicy(effective_from=date(2022, 4, 1), terms=terms)


def test_until_one_is_set_the_built_in_terms_hold() -> None:
    assert RULES.initial.on(date(1990, 1, 1)) == PolicyEdition(
        number=0, effective_from=None, terms=Terms()
    )


def test_the_service_says_what_an_authority_may_set() -> None:
    the_policy.given().when(set_policy(Terms(ceiling=0))).refused(
        OutsidePolicyBounds, facts={"shortest": 1}
    )
    state: Policy[Terms] = the_policy.given().and_then(set_policy(Terms(ceiling=1))).state
    assert state.on(TODAY).terms.ceiling == 1


def test_the_event_is_read_with_the_terms_of_the_service() -> None:
    (event,) = the_policy.given().when(set_policy(Terms(ring_back=True))).events
    encoded = CODEC.encode(event, event_id=EVENT, keys=Keys())
    assert encoded.payload == (
        b'{"occurred_on":"2022-06-30","effective_from":"2022-04-01","edition":1,'
        b'"terms":{"ceiling":10,"ring_back":true}}'
    )
    (read,) = decode_closed(CODEC, (Stored(payload=encoded.payload),))
    assert read == event


def test_terms_of_another_service_are_not_read() -> None:
    theirs = (
        b'{"occurred_on":"2022-06-30","effective_from":"2022-04-01","edition":1,'
        b'"terms":{"acknowledgement_working_days":3}}'
    )
    with pytest.raises(UnreadableEvent, match="terms"):
        decode_closed(CODEC, (Stored(payload=theirs),))


def test_a_policy_has_a_header_and_a_row_of_its_own() -> None:
    kind = policy_kind("leavers", RULES, STORED)
    assert (kind.service, kind.header(RULES.initial).kind) == ("leavers", "policy")
    assert kind.list_row(RULES.initial).reference == "policy"
    assert kind.facts(RULES.initial) == ()
