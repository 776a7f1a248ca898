package dev.tandem.books.outbox;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.mapping.MovedLines;
import dev.tandem.practice.appointments.AppointmentId;
import dev.tandem.practice.appointments.AppointmentView;
import dev.tandem.practice.appointments.Appointments;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.Corrections;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.Relocations;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.Rebooking;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.PractitionerId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Books what goes to another organisation than was thought, or is earned at another location of the
 * same, as it is mapped there.
 */
@Component
class MovedInvoices implements Relocations {

  private final Whereabouts whereabouts;
  private final Destinations destinations;
  private final Connections connections;
  private final MovedLines lines;
  private final Appointments appointments;
  private final ObjectProvider<Billing> billing;
  private final ObjectProvider<Corrections> corrections;
  private final ObjectProvider<Rebooking> notes;

  MovedInvoices(
      Whereabouts whereabouts,
      Destinations destinations,
      Connections connections,
      MovedLines lines,
      Appointments appointments,
      ObjectProvider<Billing> billing,
      ObjectProvider<Corrections> corrections,
      ObjectProvider<Rebooking> notes) {
    this.whereabouts = whereabouts;
    this.destinations = destinations;
    this.connections = connections;
    this.lines = lines;
    this.appointments = appointments;
    this.billing = billing;
    this.corrections = corrections;
    this.notes = notes;
  }

  @Override
  @Transactional
  public void hold(InvoiceId invoice) {
    whereabouts.lock(invoice.value());
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<Moved> of(
      InvoiceView before, @Nullable LocationId to, List<LineDetails> written) {
    UUID there = destinations.of(to);
    UUID id = before.id().value();
    UUID here =
        whereabouts
            .linkedIn(id)
            .or(() -> whereabouts.waitsFor(id))
            .orElseGet(() -> destinations.of(before.location()));
    // What is in other books, or perhaps is, stays there as it was sent.
    return here.equals(there) || whereabouts.isNowhere(id)
        ? mapped(before, written, here, before.location(), there, to)
        : Optional.empty();
  }

  /** Lines of an invoice, or of a credit note for it, that goes there with the same location. */
  private List<LineDetails> moved(
      InvoiceView of,
      @Nullable PractitionerId practitioner,
      List<LineDetails> written,
      UUID from,
      UUID to) {
    return from.equals(to) || to.equals(Destinations.TO_COME)
        ? written
        : lines.moved(
            written,
            new MovedLines.Place(from, practitioner, of.location()),
            new MovedLines.Place(to, practitioner, of.location()));
  }

  private Optional<Moved> mapped(
      InvoiceView of,
      List<LineDetails> written,
      UUID from,
      @Nullable LocationId fromLocation,
      UUID to,
      @Nullable LocationId toLocation) {
    if (to.equals(Destinations.TO_COME)) {
      return Optional.empty();
    }
    PractitionerId practitioner = practitioners(List.of(of)).get(of.id());
    List<LineDetails> there =
        lines.moved(
            written,
            new MovedLines.Place(from, practitioner, fromLocation),
            new MovedLines.Place(to, practitioner, toLocation));
    return there.equals(written)
        ? Optional.empty()
        : Optional.of(new Moved(from.equals(to) ? "" : name(to), there));
  }

  /** Whose work they charge for, where an appointment tells. */
  private Map<InvoiceId, PractitionerId> practitioners(Collection<InvoiceView> invoices) {
    Map<AppointmentId, PractitionerId> known =
        appointments
            .byIds(
                invoices.stream().map(InvoiceView::appointment).filter(Objects::nonNull).toList())
            .stream()
            .collect(Collectors.toMap(AppointmentView::id, it -> it.slot().practitioner()));
    var whose = new HashMap<InvoiceId, PractitionerId>();
    for (InvoiceView it : invoices) {
      AppointmentId appointment = it.appointment();
      PractitionerId practitioner = appointment == null ? null : known.get(appointment);
      if (practitioner != null) {
        whose.put(it.id(), practitioner);
      }
    }
    return whose;
  }

  private String name(UUID tenant) {
    return connections.bindings().stream()
        .filter(it -> it.tenantId().equals(tenant.toString()))
        .map(Binding::organisationName)
        .findFirst()
        .orElse("the other organisation");
  }

  /** Of invoices that were moved while their location stayed what it was; their rows are held. */
  void rebook(Collection<Moves.Moved> moved) {
    if (moved.isEmpty()) {
      return;
    }
    Map<InvoiceId, Moves.Moved> ways =
        moved.stream().collect(Collectors.toMap(it -> new InvoiceId(it.invoice()), it -> it));
    List<InvoiceView> invoices = billing.getObject().byIds(ways.keySet());
    Map<InvoiceId, List<CreditNoteView>> unsent =
        notes.getObject().unsent(ways.keySet()).stream()
            .collect(Collectors.groupingBy(CreditNoteView::invoice));
    Map<InvoiceId, PractitionerId> practitioners = practitioners(invoices);
    for (InvoiceView it : invoices) {
      Moves.Moved way = Objects.requireNonNull(ways.get(it.id()));
      UnaryOperator<List<LineDetails>> there =
          lines -> moved(it, practitioners.get(it.id()), lines, way.from(), way.to());
      List<LineDetails> was = linesOf(it);
      List<LineDetails> now = there.apply(was);
      if (!now.equals(was)) {
        corrections.getObject().rebook(it.id(), now, name(way.to()));
      }
      for (CreditNoteView note : unsent.getOrDefault(it.id(), List.of())) {
        notes.getObject().follow(note.id(), there, name(way.to()));
      }
    }
  }

  /**
   * Drafts wait for nothing yet, and go with their location all the same.
   *
   * @param drafts of the location, their rows held; what became of them before that is seen here
   */
  void rebookDrafts(LocationId location, @Nullable UUID former, Collection<InvoiceId> drafts) {
    if (former != null) {
      UUID there = destinations.of(location);
      rebook(
          billing.getObject().byIds(drafts).stream()
              .filter(it -> it.number() == null && location.equals(it.location()))
              .map(it -> new Moves.Moved(it.id().value(), former, there))
              .toList());
    }
  }

  /**
   * The lines of those that are booked otherwise, before it is done.
   *
   * @param from for which organisation each was booked
   */
  Map<InvoiceId, List<LineDetails>> planned(
      Collection<InvoiceView> invoices, Function<InvoiceView, UUID> from, UUID to) {
    Map<InvoiceId, PractitionerId> practitioners = practitioners(invoices);
    var planned = new HashMap<InvoiceId, List<LineDetails>>();
    for (InvoiceView it : invoices) {
      List<LineDetails> was = linesOf(it);
      List<LineDetails> now = moved(it, practitioners.get(it.id()), was, from.apply(it), to);
      if (!now.equals(was)) {
        planned.put(it.id(), now);
      }
    }
    return planned;
  }

  private static List<LineDetails> linesOf(InvoiceView invoice) {
    return invoice.lines().stream().map(it -> it.details()).toList();
  }
}
