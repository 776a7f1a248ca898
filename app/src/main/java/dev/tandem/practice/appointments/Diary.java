package dev.tandem.practice.appointments;

import static java.util.Objects.requireNonNull;

import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.LocationView;
import dev.tandem.practice.setup.PractitionerId;
import dev.tandem.practice.setup.PractitionerView;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.ServiceView;
import dev.tandem.practice.setup.Setup;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads appointments for people: joined with the names they go by, in the practice's time. */
@Component
@Transactional(readOnly = true)
public class Diary {

  private final Appointments appointments;
  private final Clients clients;
  private final Setup setup;
  private final ObjectProvider<InvoicesNow> invoices;

  Diary(
      Appointments appointments,
      Clients clients,
      Setup setup,
      ObjectProvider<InvoicesNow> invoices) {
    this.invoices = invoices;
    this.appointments = appointments;
    this.clients = clients;
    this.setup = setup;
  }

  /** The days from the first (included) to the last (excluded) of the practice's calendar. */
  public List<DiaryEntry> between(LocalDate from, LocalDate to, DiaryFilter filter) {
    ZoneId zone = setup.practice().zone();
    return entries(
        appointments
            .between(from.atStartOfDay(zone).toInstant(), to.atStartOfDay(zone).toInstant())
            .stream()
            .filter(filter::shows)
            .toList());
  }

  public DiaryEntry entry(AppointmentId id) {
    return entries(List.of(appointments.find(id))).getFirst();
  }

  /** Latest first. */
  public List<DiaryEntry> ofClient(ClientId client, int limit) {
    return entries(appointments.ofClient(client, limit));
  }

  /** In the order given. */
  public List<DiaryEntry> entries(List<AppointmentView> noted) {
    List<AppointmentView> them = asOfToday(noted);
    ZoneId zone = setup.practice().zone();
    Map<ClientId, ClientView> people =
        clients.byIds(them.stream().map(AppointmentView::client).distinct().toList());
    var services = new HashMap<ServiceId, ServiceView>();
    var practitioners = new HashMap<PractitionerId, PractitionerView>();
    var locations = new HashMap<LocationId, LocationView>();
    setup.services().forEach(it -> services.put(it.id(), it));
    setup.practitioners().forEach(it -> practitioners.put(it.id(), it));
    setup.locations().forEach(it -> locations.put(it.id(), it));
    return them.stream()
        .map(
            it ->
                new DiaryEntry(
                    it,
                    requireNonNull(people.get(it.client())).name(),
                    // Archived ones are not in the lists, but old appointments name them.
                    services.computeIfAbsent(it.service(), setup::service),
                    practitioners.computeIfAbsent(it.slot().practitioner(), setup::practitioner),
                    locations.computeIfAbsent(it.slot().location(), setup::location),
                    it.slot().start().atZone(zone).toLocalDateTime(),
                    it.slot().end().atZone(zone).toLocalDateTime()))
        .toList();
  }

  /** With what their invoices have come to, asked for all of them at once; in the order given. */
  public List<AppointmentView> asOfToday(List<AppointmentView> noted) {
    var ids = noted.stream().flatMap(it -> Stream.ofNullable(it.invoice())).toList();
    InvoicesNow now = invoices.getIfAvailable();
    Map<UUID, InvoiceNow> stand = now == null ? Map.of() : now.of(ids);
    return noted.stream()
        .map(
            it -> {
              InvoiceNow one = it.invoice() == null ? null : stand.get(it.invoice());
              return one == null ? it : it.billed(one);
            })
        .toList();
  }
}
