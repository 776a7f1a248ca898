package dev.tandem.practice.billing;

import dev.tandem.practice.appointments.AppointmentId;
import dev.tandem.practice.appointments.AppointmentStatus;
import dev.tandem.practice.appointments.AppointmentView;
import dev.tandem.practice.appointments.Appointments;
import dev.tandem.practice.appointments.Slot;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.PaymentTerms;
import dev.tandem.practice.setup.PractitionerId;
import dev.tandem.practice.setup.ServiceView;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Ids;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Makes the invoice of an appointment and gives invoices their number. Opens no transaction of its
 * own, so that a refusal here does not undo the completion that asked for the invoice.
 */
@Component
class Issuing {

  private final InvoiceRepository invoices;
  private final InvoiceNumbers numbers;
  private final BillingStory story;
  private final Appointments appointments;
  private final Setup setup;
  private final PaymentArrangements arrangements;
  private final ObjectProvider<Postings> postings;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Issuing(
      InvoiceRepository invoices,
      InvoiceNumbers numbers,
      BillingStory story,
      Appointments appointments,
      Setup setup,
      PaymentArrangements arrangements,
      ObjectProvider<Postings> postings,
      ApplicationEventPublisher events,
      Clock clock) {
    this.invoices = invoices;
    this.numbers = numbers;
    this.story = story;
    this.appointments = appointments;
    this.setup = setup;
    this.arrangements = arrangements;
    this.postings = postings;
    this.events = events;
    this.clock = clock;
  }

  InvoiceId issueFor(AppointmentId id) {
    AppointmentView appointment = appointments.hold(id);
    Optional<InvoiceId> standing = invoices.standingFor(id);
    if (standing.isPresent()) {
      return standing.get();
    }
    ServiceView service = setup.service(appointment.service());
    obstacle(appointment, service)
        .ifPresent(
            it -> {
              throw new Refused(it);
            });
    Invoice draft =
        Invoice.draft(
            new InvoiceId(Ids.next(clock)),
            details(appointment, service),
            setup.practice().currency());
    if (!invoices.add(draft)) {
      return invoices.standingFor(id).orElseThrow();
    }
    return issue(WrittenAs.of(setup.preferences()) == WrittenAs.APPROVED ? draft.approve() : draft)
        .id();
  }

  /** What stands in the way of invoicing the appointment, and where to put it right. */
  Optional<String> obstacle(AppointmentView appointment, ServiceView service) {
    if (appointment.status() != AppointmentStatus.COMPLETED) {
      return Optional.of("Only a completed appointment is invoiced.");
    }
    Optional<String> payer = arrangements.obstacle(appointment.client());
    if (payer.isPresent()) {
      return payer;
    }
    boolean saysAll = !service.accountCode().isBlank() && !service.taxType().isBlank();
    Posting posting = saysAll ? Posting.ofItself(service) : posting(service, appointment.slot());
    @Nullable String missing =
        posting.accountCode().isBlank()
            ? "account code"
            : posting.taxType().isBlank() ? "tax type" : null;
    return Optional.ofNullable(missing)
        .map(
            it ->
                "The service “%s” has no %s. Set it under Setup, Services, or for all under Ledger, Mapping, then issue the invoice."
                    .formatted(service.name(), it));
  }

  /** Where its line belongs: as the ledger's mapping says, else as the service itself does. */
  private Posting posting(ServiceView service, Slot slot) {
    return posting(service, slot.practitioner(), slot.location());
  }

  Posting posting(
      @Nullable ServiceView service,
      @Nullable PractitionerId practitioner,
      @Nullable LocationId location) {
    Postings mapped = postings.getIfAvailable();
    return mapped == null ? Posting.ofItself(service) : mapped.of(service, practitioner, location);
  }

  Optional<BigDecimal> taxRate(String taxType, @Nullable LocationId location) {
    Postings mapped = postings.getIfAvailable();
    return mapped == null ? Optional.empty() : mapped.rate(taxType, location);
  }

  /** Gives it a number; from now on the ledger may know it. */
  Invoice issue(Invoice invoice) {
    Invoice issued = invoice.numbered(numbers.next());
    invoices.store(issued);
    story.note(
        issued,
        "issued",
        "issued invoice "
            + issued.number()
            + (issued.status() == InvoiceStatus.DRAFT ? " as a draft" : ""));
    events.publishEvent(new InvoiceIssued(issued.id()));
    if (issued.status() != InvoiceStatus.DRAFT) {
      events.publishEvent(new InvoiceApproved(issued.id()));
    }
    if (issued.status() == InvoiceStatus.PAID) {
      events.publishEvent(new InvoicePaid(issued.id()));
    }
    return issued;
  }

  private InvoiceDetails details(AppointmentView appointment, ServiceView service) {
    LocalDate date = appointment.slot().start().atZone(setup.practice().zone()).toLocalDate();
    @Nullable ClientId payer = arrangements.payerOf(appointment.client());
    PaymentTerms terms = arrangements.termsOf(payer == null ? appointment.client() : payer);
    return new InvoiceDetails(
            appointment.client(),
            appointment.id(),
            appointment.slot().location(),
            date,
            terms.due(date),
            "",
            LineAmounts.listed(service),
            List.of(line(appointment, service)))
        .paidBy(payer);
  }

  private LineDetails line(AppointmentView appointment, ServiceView service) {
    Posting posting = posting(service, appointment.slot());
    return new LineDetails(
        appointment.reason().isBlank() ? service.name() : appointment.reason(),
        BigDecimal.ONE,
        service.price().amount(),
        posting.accountCode(),
        posting.taxType(),
        posting.taxRate(),
        service.id(),
        posting.itemCode(),
        null,
        posting.tracking());
  }
}
