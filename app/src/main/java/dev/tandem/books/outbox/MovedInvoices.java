package dev.tandem.books.outbox;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.mapping.MovedLines;
import dev.tandem.practice.appointments.Appointments;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.Corrections;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.Relocations;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.PractitionerId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

  private final Moves moves;
  private final Destinations destinations;
  private final Connections connections;
  private final MovedLines lines;
  private final Appointments appointments;
  private final ObjectProvider<Billing> billing;
  private final ObjectProvider<Corrections> corrections;

  MovedInvoices(
      Moves moves,
      Destinations destinations,
      Connections connections,
      MovedLines lines,
      Appointments appointments,
      ObjectProvider<Billing> billing,
      ObjectProvider<Corrections> corrections) {
    this.moves = moves;
    this.destinations = destinations;
    this.connections = connections;
    this.lines = lines;
    this.appointments = appointments;
    this.billing = billing;
    this.corrections = corrections;
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<Moved> of(
      InvoiceView before, @Nullable LocationId to, List<LineDetails> written) {
    UUID there = destinations.of(to);
    UUID id = before.id().value();
    UUID here =
        moves
            .linkedIn(id)
            .or(() -> moves.waitsFor(id))
            .orElseGet(() -> destinations.of(before.location()));
    // What is in other books, or perhaps is, stays there as it was sent.
    return here.equals(there) || moves.isNowhere(id)
        ? mapped(before, written, here, before.location(), there, to)
        : Optional.empty();
  }

  private Optional<Moved> moved(
      InvoiceView of,
      List<LineDetails> written,
      UUID from,
      @Nullable LocationId fromLocation,
      UUID to,
      @Nullable LocationId toLocation) {
    return from.equals(to)
        ? Optional.empty()
        : mapped(of, written, from, fromLocation, to, toLocation);
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
    PractitionerId practitioner = practitioner(of);
    List<LineDetails> there =
        lines.moved(
            written,
            new MovedLines.Place(from, practitioner, fromLocation),
            new MovedLines.Place(to, practitioner, toLocation));
    return there.equals(written)
        ? Optional.empty()
        : Optional.of(new Moved(from.equals(to) ? "" : name(to), there));
  }

  private @Nullable PractitionerId practitioner(InvoiceView of) {
    var appointment = of.appointment();
    return appointment == null ? null : appointments.find(appointment).slot().practitioner();
  }

  private String name(UUID tenant) {
    return connections.bindings().stream()
        .filter(it -> it.tenantId().equals(tenant.toString()))
        .map(Binding::organisationName)
        .findFirst()
        .orElse("the other organisation");
  }

  /** Of invoices that were moved while their location stayed what it was. */
  void rebook(Collection<Moves.Moved> moved) {
    for (Moves.Moved it : moved) {
      InvoiceView invoice = billing.getObject().find(new InvoiceId(it.invoice()));
      moved(invoice, linesOf(invoice), it.from(), invoice.location(), it.to(), invoice.location())
          .ifPresent(
              there -> corrections.getObject().rebook(invoice.id(), there.lines(), there.books()));
    }
  }

  /** Drafts wait for nothing yet, and go with their location all the same. */
  void rebookDrafts(LocationId location, @Nullable UUID former) {
    if (former != null) {
      UUID there = destinations.of(location);
      rebook(
          billing.getObject().unissuedAt(location).stream()
              .map(it -> new Moves.Moved(it.id().value(), former, there))
              .toList());
    }
  }

  /** The same of one, before it is done; empty if it stays as it is. */
  Optional<Moved> planned(InvoiceView invoice, UUID from, UUID to) {
    return moved(invoice, linesOf(invoice), from, invoice.location(), to, invoice.location());
  }

  private static List<LineDetails> linesOf(InvoiceView invoice) {
    return invoice.lines().stream().map(it -> it.details()).toList();
  }
}
