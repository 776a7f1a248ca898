package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.LineChoices;
import dev.tandem.practice.billing.Posting;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.PractitionerId;
import dev.tandem.practice.setup.ServiceView;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The books that the lines of a form go to; what they offer is read only where it is needed. */
final class LineBooks {

  private final Billing billing;
  private final LineChoices choices;
  private final @Nullable LocationId location;
  private final @Nullable PractitionerId usual;
  private @Nullable Optional<LineChoices.Offer> offer;

  /**
   * @param usual whose work it is where a line does not say; null for nobody's in particular
   */
  LineBooks(
      Billing billing,
      LineChoices choices,
      @Nullable LocationId location,
      @Nullable PractitionerId usual) {
    this.billing = billing;
    this.choices = choices;
    this.location = location;
    this.usual = usual;
  }

  /** Where a new line of the service belongs. */
  Posting of(ServiceView service, LinePlace place) {
    PractitionerId whose = place.getPractitioner() == null ? usual : place.getPractitioner();
    return over(billing.posting(service, whose, location), place);
  }

  Posting over(Posting otherwise, LinePlace place) {
    return place.saysNothing() ? otherwise : place.over(otherwise, offer());
  }

  LineChoices.@Nullable Offer offer() {
    if (offer == null) {
      offer = choices.at(location);
    }
    return offer.orElse(null);
  }

  /** What a line lacks that says neither. */
  String needed() {
    return offer() == null
        ? "Choose the service: it brings account and tax"
        : "Choose the service, or account and tax under “Where it belongs”";
  }
}
