package dev.tandem.demo;

import dev.tandem.demo.InventedPeople.Person;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientKind;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.setup.LocationDetails;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.NewPractice;
import dev.tandem.practice.setup.PracticeKind;
import dev.tandem.practice.setup.PractitionerDetails;
import dev.tandem.practice.setup.PractitionerId;
import dev.tandem.practice.setup.ServiceDetails;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.staff.NewPerson;
import dev.tandem.staff.Role;
import dev.tandem.staff.Staff;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opens a practice that looks like one: Harbour Allied Health of Sydney, with three locations, six
 * practitioners, some three hundred patients and eight weeks of diary around today. Everything goes
 * in by the front doors, as people would enter it.
 */
final class SamplePractice {

  static final String OWNER_EMAIL = "owner@harbour.example";
  static final String PASSWORD = "harbour-demo";
  static final ZoneId ZONE = ZoneId.of("Australia/Sydney");

  /** The same invented people and diary for everybody who looks at the demonstration. */
  private static final long SEED = 20_261_120L;

  private static final int CLIENTS = 300;

  private final Setup setup;
  private final Staff staff;
  private final Clients clients;
  private final SampleDiary diary;
  private final SampleTakings takings;
  private final TransactionTemplate transaction;
  private final LocalDate today;

  SamplePractice(ApplicationContext application) {
    this.setup = application.getBean(Setup.class);
    this.staff = application.getBean(Staff.class);
    this.clients = application.getBean(Clients.class);
    this.transaction = application.getBean("inPractice", TransactionTemplate.class);
    var clock = application.getBean(Clock.class);
    this.takings = new SampleTakings(application);
    this.diary = new SampleDiary(application, clock, SEED);
    this.today = LocalDate.ofInstant(clock.instant(), ZONE);
  }

  PracticeId open() {
    PracticeId practice =
        setup.open(
            new NewPractice("Harbour Allied Health", PracticeKind.CLINIC, "AU", ZONE, "AUD"));
    Practices.run(practice, () -> transaction.executeWithoutResult(_ -> furnish()));
    return practice;
  }

  private void furnish() {
    people();
    List<LocationId> locations = locations();
    List<Practising> practitioners = practitioners(services());
    diary.fill(today, clients(), locations, practitioners, takings);
    takings.close(today);
  }

  /**
   * Somebody with the services they give.
   *
   * @param reasons what people come to them for
   */
  record Practising(PractitionerId id, List<Given> services, List<String> reasons) {}

  /** A service with its length in minutes. */
  record Given(ServiceId id, int minutes) {}

  private void people() {
    staff.add(new NewPerson(OWNER_EMAIL, "Imogen Hartley", Role.OWNER, PASSWORD));
    staff.add(
        new NewPerson("frontdesk@harbour.example", "Tevita Taufa", Role.RECEPTIONIST, PASSWORD));
    staff.add(new NewPerson("books@harbour.example", "Meena Iyer", Role.BOOKKEEPER, PASSWORD));
  }

  private List<LocationId> locations() {
    return List.of(
        setup.add(at("Newtown", "218 King Street", "2042", "0255500141")),
        setup.add(at("Parramatta", "40 Church Street", "2150", "0255500142")),
        setup.add(at("Manly", "7 Belgrave Street", "2095", "0255500143")));
  }

  private static LocationDetails at(String suburb, String street, String postcode, String phone) {
    return new LocationDetails(suburb, street, suburb, "NSW", postcode, phone, "");
  }

  private Map<String, Given> services() {
    return Map.of(
        "first physio", health("Physiotherapy, first visit", 60, "128.00"),
        "physio", health("Physiotherapy", 30, "96.00"),
        "psychology", health("Psychology session", 50, "245.00"),
        "podiatry", health("Podiatry", 30, "92.00"),
        "diet", health("Dietetics consultation", 45, "135.00"),
        "speech", health("Speech pathology", 45, "188.50"),
        "massage", taxed("Remedial massage", 60, "119.00", "200"),
        "orthotics", taxed("Orthotics fitting", 30, "85.00", "260"));
  }

  /** Medical services are free of GST in Australia. */
  private Given health(String name, int minutes, String price) {
    return service(name, minutes, price, "200", "EXEMPTOUTPUT", "0");
  }

  private Given taxed(String name, int minutes, String price, String account) {
    return service(name, minutes, price, account, "OUTPUT", "10");
  }

  private Given service(
      String name, int minutes, String price, String account, String taxType, String rate) {
    var details =
        new ServiceDetails(
            name, minutes, new BigDecimal(price), true, account, taxType, new BigDecimal(rate), "");
    return new Given(setup.add(details), minutes);
  }

  private List<Practising> practitioners(Map<String, Given> services) {
    return List.of(
        practising(
            "Imogen Hartley",
            "Physiotherapist",
            services,
            "first physio,physio",
            "Lower back pain,Knee after surgery,Shoulder stiffness,Ankle sprain"),
        practising(
            "Daniel Okafor",
            "Physiotherapist",
            services,
            "physio,first physio",
            "Neck pain,Runner's knee,Return to sport,Tennis elbow"),
        practising(
            "Sunita Rao",
            "Psychologist",
            services,
            "psychology",
            "Session,Follow-up session,Review"),
        practising(
            "Liam Fitzgerald",
            "Podiatrist",
            services,
            "podiatry,orthotics",
            "Heel pain,Nail care,Diabetic foot check,Orthotics"),
        practising(
            "Chloé Lefèvre",
            "Dietitian",
            services,
            "diet",
            "Meal plan,Food intolerance,Gestational diabetes"),
        practising(
            "Hana Parata",
            "Massage therapist",
            services,
            "massage",
            "Remedial massage,Sports massage,Headaches"));
  }

  private Practising practising(
      String name, String profession, Map<String, Given> all, String given, String reasons) {
    PractitionerId id = setup.add(new PractitionerDetails(name, profession, "", null));
    List<Given> services = new ArrayList<>();
    for (String service : given.split(",")) {
      services.add(java.util.Objects.requireNonNull(all.get(service)));
    }
    return new Practising(id, services, List.of(reasons.split(",")));
  }

  private List<ClientId> clients() {
    List<ClientId> ids = new ArrayList<>();
    for (Person it : new InventedPeople(SEED).make(CLIENTS, today)) {
      ids.add(clients.add(details(it)));
    }
    for (String school :
        List.of("Bayside Public School", "Harbour Rowing Club", "Inner West Aged Care")) {
      ids.add(clients.add(ClientDetails.organisation(school)));
    }
    return ids;
  }

  private static ClientDetails details(Person person) {
    return ClientDetails.NOTHING_KNOWN.with(
        Map.ofEntries(
            Map.entry(ClientField.KIND, ClientKind.PERSON.name()),
            Map.entry(ClientField.GIVEN_NAME, person.givenName()),
            Map.entry(ClientField.FAMILY_NAME, person.familyName()),
            Map.entry(
                ClientField.BIRTH_DATE,
                person.birthDate() == null ? "" : person.birthDate().toString()),
            Map.entry(ClientField.EMAIL, person.email()),
            Map.entry(ClientField.PHONE, person.phone()),
            Map.entry(ClientField.ADDRESS_LINE1, person.street()),
            Map.entry(ClientField.CITY, person.suburb()),
            Map.entry(ClientField.REGION, "NSW"),
            Map.entry(ClientField.POSTCODE, person.postcode()),
            Map.entry(ClientField.COUNTRY, "AU")));
  }
}
