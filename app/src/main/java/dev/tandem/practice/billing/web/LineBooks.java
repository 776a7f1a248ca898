package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.LineChoices;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.Posting;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.PractitionerId;
import dev.tandem.practice.setup.ServiceView;
import dev.tandem.shared.InvalidInput;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The books that the lines of a form go to; what they offer is read only where it is needed. */
final class LineBooks {

  private final Billing billing;
  private final LineChoices choices;
  private final @Nullable LocationId location;
  private final @Nullable PractitionerId usual;
  private final String offered;
  private @Nullable Optional<LineChoices.Offer> offer;

  /**
   * @param usual whose work it is where a line does not say; null for nobody's in particular
   * @param offered the books from whose lists people chose; empty if nobody says
   */
  LineBooks(
      Billing billing,
      LineChoices choices,
      @Nullable LocationId location,
      @Nullable PractitionerId usual,
      String offered) {
    this.billing = billing;
    this.choices = choices;
    this.location = location;
    this.usual = usual;
    this.offered = offered;
  }

  /** Where a new line of the service belongs. */
  Posting of(ServiceView service, LinePlace place) {
    PractitionerId whose = place.getPractitioner() == null ? usual : place.getPractitioner();
    return over(billing.posting(service, whose, location), place);
  }

  /**
   * Where a new line of no service belongs: only what is said of whose work it was, where, counts
   * beside what is chosen for it.
   *
   * @throws InvalidInput if neither says its account and tax
   */
  Posting ofNoService(LinePlace place) {
    PractitionerId whose = place.getPractitioner();
    Posting mapped = whose == null ? Posting.NOWHERE : billing.posting(null, whose, location);
    Posting posting = over(mapped, place);
    if (posting.accountCode().isBlank() || posting.taxType().isBlank()) {
      throw new InvalidInput("service", needed());
    }
    return posting;
  }

  /**
   * A line of no service that is there and becomes somebody's work: what is mapped for them counts,
   * the rest stays as it was invoiced.
   */
  Posting anew(LineDetails was, LinePlace place) {
    Posting is = Posting.of(was);
    Posting theirs = billing.posting(null, place.getPractitioner(), location);
    Posting nobodys = billing.posting(null, null, location);
    boolean tax = !theirs.taxType().equals(nobodys.taxType());
    return over(
        new Posting(
            theirs.accountCode().equals(nobodys.accountCode())
                ? is.accountCode()
                : theirs.accountCode(),
            tax ? theirs.taxType() : is.taxType(),
            tax ? theirs.taxRate() : is.taxRate(),
            theirs.itemCode().equals(nobodys.itemCode()) ? is.itemCode() : theirs.itemCode(),
            theirs.tracking().equals(nobodys.tracking()) ? is.tracking() : theirs.tracking()),
        place);
  }

  Posting over(Posting otherwise, LinePlace place) {
    if (place.saysNothing()) {
      return otherwise;
    }
    place.requireOf(offered, offer());
    return place.over(otherwise, offer());
  }

  LineChoices.@Nullable Offer offer() {
    if (offer == null) {
      offer = choices.at(location);
    }
    return offer.orElse(null);
  }

  /** What a line lacks that says neither. */
  private String needed() {
    return offer() == null
        ? "Choose the service: it brings account and tax"
        : "Choose the service, or account and tax under “Where it belongs”";
  }
}
