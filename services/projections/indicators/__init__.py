"""Every indicator as a declaration: what is counted, of what, on which basis, by whose rule."""

from services.projections.indicators.catalogue import CATALOGUE, NoSuchIndicator, indicator
from services.projections.indicators.declaration import Indicator

__all__ = ["CATALOGUE", "Indicator", "NoSuchIndicator", "indicator"]
