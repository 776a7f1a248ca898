package dev.tandem.practice;

import dev.tandem.practice.appointments.Booking;
import dev.tandem.practice.appointments.Slot;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.setup.LocationDetails;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.NewPractice;
import dev.tandem.practice.setup.PaymentTerms;
import dev.tandem.practice.setup.PracticeKind;
import dev.tandem.practice.setup.PractitionerDetails;
import dev.tandem.practice.setup.PractitionerId;
import dev.tandem.practice.setup.Preferences;
import dev.tandem.practice.setup.ServiceDetails;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.springframework.context.ApplicationContext;

/** A small Sydney clinic of a test's own, with someone to treat and somebody to treat them. */
public record PracticeRoom(
    PracticeId practice,
    ClientId client,
    ServiceId service,
    PractitionerId practitioner,
    LocationId location) {

  public static final ZoneId ZONE = ZoneId.of("Australia/Sydney");

  public static PracticeRoom open(ApplicationContext house) {
    return furnish(
        house,
        house
            .getBean(Setup.class)
            .open(new NewPractice("Harbour Physio", PracticeKind.CLINIC, "AU", ZONE, "AUD")));
  }

  /** Furnishes a practice that exists already. */
  public static PracticeRoom furnish(ApplicationContext house, PracticeId practice) {
    var setup = house.getBean(Setup.class);
    var clients = house.getBean(Clients.class);
    return Practices.in(
        practice,
        () ->
            new PracticeRoom(
                practice,
                clients.add(ClientDetails.person("Ann", "Lee")),
                setup.add(service("Initial consultation", "200")),
                setup.add(new PractitionerDetails("Dr Grey", "Physiotherapist", "", null)),
                setup.add(LocationDetails.named("Harbour"))));
  }

  /** 110.00 with 10 % tax contained, 45 minutes. */
  public static ServiceDetails service(String name, String accountCode) {
    return new ServiceDetails(
        name, 45, new BigDecimal("110.00"), true, accountCode, "OUTPUT", BigDecimal.TEN, "#0c6ebd");
  }

  public static Preferences prefer(Preferences.InvoiceOn on, Preferences.InvoiceAs as) {
    return new Preferences(on, as, PaymentTerms.after(14), "INV-");
  }

  /** Begins at this moment on the practice's wall clock, for instance 2026-11-20T10:00. */
  public Booking at(String localTime, String reason) {
    return new Booking(client, service, slot(localTime), reason);
  }

  public Slot slot(String localTime) {
    Instant start = LocalDateTime.parse(localTime).atZone(ZONE).toInstant();
    return new Slot(practitioner, location, start, start.plus(Duration.ofMinutes(45)));
  }
}
