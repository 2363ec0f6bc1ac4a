"""What can be put right of a time in care. What is left out stays as it is."""

from services.placements.api.care.at_desk import AtDesk
from services.placements.api.care.placing_bodies import PlaceBody
from services.placements.domain.care.corrections import (
    CorrectAddress,
    CorrectCareEnd,
    CorrectCareStart,
    CorrectLegalStatus,
    CorrectPlacement,
    CorrectReview,
    CorrectReviewingOfficer,
    CorrectVisit,
    WithdrawPlacement,
)
from services.placements.domain.terms import (
    CareEndReason,
    LateReason,
    LegalStatus,
    Need,
    PlacementEndReason,
    PlacementType,
    Provider,
)
from shared.casework.api.bodies import Body, BusinessDate, Line, YesOrNo
from shared.casework.terms import CorrectionReason


class CareStartCorrectionBody(Body):
    reason: CorrectionReason
    started_on: BusinessDate | None = None
    legal_status: LegalStatus | None = None
    need: Need | None = None
    unaccompanied: YesOrNo | None = None

    def command(self) -> CorrectCareStart:
        return CorrectCareStart(
            reason=self.reason,
            started_on=self.started_on,
            legal_status=self.legal_status,
            need=self.need,
            unaccompanied=self.unaccompanied,
        )


class LegalStatusCorrectionBody(Body):
    reason: CorrectionReason
    changed_on: BusinessDate | None = None
    status: LegalStatus | None = None

    def command(self, number: int) -> CorrectLegalStatus:
        return CorrectLegalStatus(
            number=number, reason=self.reason, changed_on=self.changed_on, status=self.status
        )


class OfficerCorrectionBody(Body):
    reason: CorrectionReason
    told_on: BusinessDate | None = None
    appointed_on: BusinessDate | None = None

    def command(self) -> CorrectReviewingOfficer:
        return CorrectReviewingOfficer(
            reason=self.reason, told_on=self.told_on, appointed_on=self.appointed_on
        )


class PlacementCorrectionBody(Body):
    """The placement as it should have been recorded. It is no move."""

    reason: CorrectionReason
    started_on: BusinessDate | None = None
    planned_on: BusinessDate | None = None
    ended_on: BusinessDate | None = None
    end_reason: PlacementEndReason | None = None
    provider: Provider | None = None
    type: PlacementType | None = None
    emergency: YesOrNo | None = None
    long_term: YesOrNo | None = None
    place: PlaceBody | None = None

    async def command(self, number: int, desk: AtDesk) -> CorrectPlacement:
        """Raises NoSuchHousehold."""
        authority = desk.said.authority
        return CorrectPlacement(
            placement=number,
            reason=self.reason,
            started_on=self.started_on,
            planned_on=self.planned_on,
            ended_on=self.ended_on,
            end_reason=self.end_reason,
            provider=self.provider,
            type=self.type,
            emergency=self.emergency,
            long_term=self.long_term,
            place=await self.place.place(desk.rooms, authority) if self.place else None,
        )


class PlacementWithdrawalBody(Body):
    reason: CorrectionReason

    def command(self, number: int) -> WithdrawPlacement:
        return WithdrawPlacement(placement=number, reason=self.reason)


class AddressCorrectionBody(Body):
    reason: CorrectionReason
    address: Line
    postcode: Line | None = None

    def command(self, number: int) -> CorrectAddress:
        return CorrectAddress(
            placement=number, reason=self.reason, address=self.address, postcode=self.postcode
        )


class VisitCorrectionBody(Body):
    reason: CorrectionReason
    visited_on: BusinessDate | None = None
    seen: YesOrNo | None = None
    seen_alone: YesOrNo | None = None

    def command(self, number: int) -> CorrectVisit:
        return CorrectVisit(
            number=number,
            reason=self.reason,
            visited_on=self.visited_on,
            seen=self.seen,
            seen_alone=self.seen_alone,
        )


class ReviewCorrectionBody(Body):
    """Of a review in parts, `held_on` is the day of its first meeting."""

    reason: CorrectionReason
    held_on: BusinessDate | None = None
    late_reason: LateReason | None = None

    def command(self, number: int) -> CorrectReview:
        return CorrectReview(
            number=number,
            reason=self.reason,
            held_on=self.held_on,
            late_reason=self.late_reason,
        )


class CareEndCorrectionBody(Body):
    reason: CorrectionReason
    ended_on: BusinessDate | None = None
    end_reason: CareEndReason | None = None

    def command(self) -> CorrectCareEnd:
        return CorrectCareEnd(
            reason=self.reason, ended_on=self.ended_on, end_reason=self.end_reason
        )
