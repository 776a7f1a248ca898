package dev.tandem.bench.model;

import dev.tandem.bench.Control;
import dev.tandem.bench.lives.BothSides;
import dev.tandem.bench.model.Edits.Place;
import dev.tandem.bench.push.Practice;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.shared.RecordRef;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Holds both sides against each other and against every change that was accepted. */
final class Comparison {

  private final Practice practice;
  private final Control xero;
  private final Cast cast;
  private final Edits edits;
  private final Consumer<String> tell;
  private final Set<String> vanished = new LinkedHashSet<>();
  private final Set<String> unequal = new LinkedHashSet<>();
  private int toldOnly;

  Comparison(Practice practice, Control xero, Cast cast, Edits edits, Consumer<String> tell) {
    this.practice = practice;
    this.xero = xero;
    this.cast = cast;
    this.edits = edits;
    this.tell = tell;
  }

  List<String> vanished() {
    return List.copyOf(vanished);
  }

  List<String> unequal() {
    return List.copyOf(unequal);
  }

  /** What was overwritten in Xero and asked of nobody, though the story tells of it. */
  int toldOnly() {
    return toldOnly;
  }

  int found() {
    return vanished.size() + unequal.size();
  }

  /** Looks at everything, once everything has come to rest. */
  void compare() {
    JsonNode books = xero.books(practice.tenant());
    var sides = new Sides(practice, cast, books);
    var traces = new Traces(practice);
    for (Place it : sides.places()) {
      String here = sides.here(it);
      String there = sides.xero(it);
      boolean payerOrLine = it.field().equals("client") || Lines.isOne(it.field());
      boolean asked = payerOrLine && sides.isInXero(it.record()) && !sides.isVoid(it.record());
      if ((it.record().kind().equals("client") || asked)
          && !Objects.equals(here, there)
          && !traces.isOpen(it)
          && !traces.isHeld(it.record())) {
        found(unequal, "Unequal: ", it, sides, traces);
      }
    }
    var both = new BothSides(practice, books);
    for (BothSides.Difference it : both.differences(cast.invoices())) {
      Place place = place(it);
      if (!traces.isOpen(place) && !isExplained(it, traces)) {
        found(unequal, "Unequal: " + it + "; ", place, sides, traces);
      }
    }
    both.nobodys().forEach(it -> found(unequal, it));
    for (Edits.Vanished it : edits.vanished(sides, traces)) {
      found(vanished, "Vanished: " + it.edit() + "; ", it.place(), sides, traces);
    }
    toldOnly = traces.toldOnly();
    money(books);
  }

  private static Place place(BothSides.Difference it) {
    String field =
        switch (it.what()) {
          case "Reference" -> "reference";
          case "DueDate" -> "due date";
          case "Status" -> "status";
          case "lines", "LineAmount", "TaxAmount" -> Lines.ALL;
          case "Total", "SubTotal", "TotalTax", "AmountDue" -> Lines.ALL;
          default -> Lines.isOne(it.what()) ? Lines.ALL : it.what();
        };
    return new Place(new RecordRef("invoice", it.invoice().value()), field);
  }

  /** What Xero would not take is before a person as what is in dispute. */
  private static boolean isExplained(BothSides.Difference it, Traces traces) {
    boolean statusOpen =
        traces.isOpen(new Place(new RecordRef("invoice", it.invoice().value()), "status"));
    return statusOpen || traces.isHeld(new RecordRef("invoice", it.invoice().value()));
  }

  private void money(JsonNode books) {
    var there = Sides.byId(books, "Payments", "PaymentID");
    for (String it : cast.made()) {
      JsonNode payment = there.get(it);
      boolean stands = payment != null && payment.path("Status").asString().equals("AUTHORISED");
      if (stands == cast.removed().contains(it)) {
        found(vanished, "A payment made in Xero stands: " + stands + "; " + payment);
      }
    }
    var billing = practice.world().bean(Billing.class);
    List<PaymentView> ours =
        practice.in(() -> billing.paymentsByIds(List.copyOf(cast.taken().keySet())));
    for (PaymentView it : ours) {
      boolean wanted =
          !cast.takenBack().contains(it.id())
              && (it.ledgerId() == null || !cast.removed().contains(it.ledgerId()));
      if (it.removed() == wanted) {
        found(vanished, "A payment taken here is removed: " + it.removed() + "; " + it);
      }
    }
    if (ours.size() != cast.taken().size()) {
      found(vanished, "Payments taken here are not there any more");
    }
  }

  private void found(Set<String> where, String what, Place place, Sides sides, Traces traces) {
    found(
        where,
        what + place,
        () ->
            traces.about(place, edits, sides.here(place), sides.xero(place))
                + "\n      "
                + sides.there(place.record()));
  }

  private void found(Set<String> where, String what) {
    found(where, what, () -> "");
  }

  private void found(Set<String> where, String what, Supplier<String> story) {
    if (where.add(what)) {
      tell.accept("  " + what + "\n      " + story.get());
    }
  }
}
