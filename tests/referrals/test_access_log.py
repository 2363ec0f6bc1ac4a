"""Who looked a person up, a referral or a submission, is on record: partners' own looks too."""

from tests.referrals.http import Api
from tests.referrals.people.indexing import AT, TOBIAS, added, search
from tests.referrals.submissions.sending import progress, send
from tests.support.reads import access_log, seen


async def test_searches_and_people_are_recorded(referrals_api: Api) -> None:
    person = await added(referrals_api, TOBIAS)
    await search(referrals_api, name="Tobias Larkspur", date_of_birth="2008-03-02")
    for path in (f"/people/{person}", f"/people/{person}/cases"):
        answer = await referrals_api.get(path, role="social-worker", at=AT)
        assert answer.status_code == 200, answer.text
    assert await seen(referrals_api) == [
        ("search-people", "person", []),
        ("search-people", "person", [person]),
        ("see-case", "person", [person]),
        ("see-cases-of-person", "person", [person]),
    ]
    assert len(await access_log(referrals_api, person=person)) == 3


async def test_a_partner_and_an_officer_see_a_submission(referrals_api: Api) -> None:
    reference = (await send(referrals_api)).json()["reference"]
    await progress(referrals_api)
    followed = await referrals_api.get(
        f"/submissions/{reference}", role="partner-agency", agency="police", at=AT
    )
    assert followed.status_code == 200, followed.text
    whole = await referrals_api.get(f"/submissions/{reference}/content", at=AT)
    assert whole.status_code == 200, whole.text
    not_theirs = await referrals_api.get(
        f"/submissions/{reference}", role="partner-agency", agency="school", at=AT
    )
    assert not_theirs.status_code == 404, not_theirs.text
    reads = await access_log(referrals_api, case=reference)
    assert [(one["act"], one["role"], one["agency"]) for one in reads] == [
        ("list-progress", "partner-agency", "police"),
        ("see-progress", "partner-agency", "police"),
        ("see-case", "service-manager", None),
    ]
    assert len(await access_log(referrals_api)) == 3


async def test_referrals_are_recorded(referrals_api: Api) -> None:
    sent = (await send(referrals_api)).json()
    referrals = [child["referral"] for child in sent["children"]]
    await referrals_api.get(f"/referrals/{referrals[0]}", at=AT)
    await referrals_api.get("/referrals", at=AT)
    one, both = await seen(referrals_api)
    assert one == ("see-case", "referral", [referrals[0]])
    assert (both[0], sorted(map(str, both[2]))) == ("list-cases", sorted(referrals))
