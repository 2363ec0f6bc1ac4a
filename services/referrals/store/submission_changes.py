"""Submissions in the order of the latest change that their sender may see, by place in the log.

What a sender may see is that it came, what was decided on each child, and that it was told; the
places come from an index of just those events.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

import asyncpg

from services.referrals.application.submissions.progress import Progressed
from services.referrals.domain.submissions.progress import Became
from services.referrals.domain.terms import Response
from shared.database.engine import Pool

SEEN: Final = (
    "('submission-received', 'contact-decided', 'decision-corrected', 'outcome-told', "
    "'outcome-told-corrected')"
)
"""The types that the partial index `events_senders_see` holds (first migration)."""

_SUBMISSION_OF: Final = f"""
select e.position, coalesce(s.stream_id, e.stream_id) as submission
  from events e
  left join case_list r on e.stream_kind = 'referral' and r.stream_id = e.stream_id
  left join case_list s on s.authority = e.authority and s.kind = 'submission'
       and s.tags @> array['referral:' || r.reference]
 where e.authority = $1 and e.type in {SEEN} and e.position > $2
"""  # noqa: S608 - our own text
_AFTER: Final = f"""
with latest as (
  select submission, max(position) as changed_at from ({_SUBMISSION_OF}) seen group by submission
)
select c.stream_id, c.reference, c.summary, latest.changed_at
  from latest join case_list c on c.stream_id = latest.submission and c.kind = 'submission'
 where $3::text is null or c.tags @> array['agency:' || $3::text]
 order by latest.changed_at limit $4
"""  # noqa: S608 - our own text
_ONE: Final = """
select stream_id, reference, summary, null::bigint as changed_at from case_list
 where authority = $1 and kind = 'submission' and reference = $2
   and ($3::text is null or tags @> array['agency:' || $3::text])
"""
_CHILDREN: Final = """
select reference, summary from case_list
 where authority = $1 and kind = 'referral' and reference = any($2::text[])
"""
_RESPONSES: Final = {str(response): response for response in Response}


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionChanges:
    """Reads the case list and the places of events; opens nothing that is encrypted."""

    pool: Pool

    async def after(
        self, authority: str, agency: str | None, *, position: int, limit: int
    ) -> list[Progressed]:
        """Up to `limit` that changed after that place, each once, at its latest change."""
        rows = await self.pool.fetch(_AFTER, authority, position, agency, limit)
        return await self._with_children(authority, rows)

    async def one(self, authority: str, agency: str | None, reference: str) -> Progressed | None:
        """The submission, unless it is another agency's."""
        rows = await self.pool.fetch(_ONE, authority, reference, agency)
        found = await self._with_children(authority, rows)
        return found[0] if found else None

    async def _with_children(
        self, authority: str, rows: Sequence[asyncpg.Record]
    ) -> list[Progressed]:
        asked = [name for row in rows for name in row["summary"]["referrals"]]
        found = await self.pool.fetch(_CHILDREN, authority, asked)
        became = {row["reference"]: _became(row) for row in found}
        return [_progressed(row, became) for row in rows]


def _became(row: asyncpg.Record) -> Became:
    summary = row["summary"]
    response, told_on = summary["response"], summary["told_on"]
    return Became(
        referral=row["reference"],
        response=None if response is None else _RESPONSES[response],
        told_on=None if told_on is None else date.fromisoformat(told_on),
    )


def _progressed(row: asyncpg.Record, became: dict[str, Became]) -> Progressed:
    summary = row["summary"]
    stream: UUID = row["stream_id"]
    return Progressed(
        stream=stream,
        reference=row["reference"],
        agency=summary["agency"],
        message_id=summary["message_id"],
        received_at=datetime.fromisoformat(summary["received_at"]),
        decision_due=date.fromisoformat(summary["decision_due"]),
        children=tuple(became[name] for name in summary["referrals"]),
        changed_at=row["changed_at"],
    )
