package dev.tandem.books.mapping;

import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.PractitionerId;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.NoSuchRecord;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What the practice has that can be mapped, by name. */
@Component
class Subjects {

  private final Setup setup;

  Subjects(Setup setup) {
    this.setup = setup;
  }

  /** Those by which money comes in here. */
  static List<PaymentMethod> methods() {
    return Arrays.stream(PaymentMethod.values()).filter(it -> it != PaymentMethod.LEDGER).toList();
  }

  Map<Subject, String> services() {
    var all = new LinkedHashMap<Subject, String>();
    setup.services().forEach(it -> all.put(Subject.of(it.id()), it.name()));
    return all;
  }

  Map<Subject, String> practitioners() {
    var all = new LinkedHashMap<Subject, String>();
    setup.practitioners().forEach(it -> all.put(Subject.of(it.id()), it.name()));
    return all;
  }

  Map<Subject, String> locations() {
    var all = new LinkedHashMap<Subject, String>();
    setup.locations().forEach(it -> all.put(Subject.of(it.id()), it.name()));
    return all;
  }

  Map<Subject, String> payments() {
    var all = new LinkedHashMap<Subject, String>();
    methods().forEach(it -> all.put(Subject.of(it), it.label()));
    return all;
  }

  /** Everything in use. */
  Map<Subject, String> all() {
    var all = new LinkedHashMap<>(services());
    all.putAll(practitioners());
    all.putAll(locations());
    all.put(Subject.REST, "Everything else");
    all.putAll(payments());
    all.put(Subject.PAYMENTS, "Every other payment");
    return all;
  }

  /**
   * @throws NoSuchRecord if this practice has no such thing
   */
  String name(Subject it) {
    return switch (it.kind()) {
      case SERVICE -> setup.service(ServiceId.of(it.id())).name();
      case PRACTITIONER -> setup.practitioner(PractitionerId.of(it.id())).name();
      case LOCATION -> setup.location(LocationId.of(it.id())).name();
      case DEFAULT, PAYMENT -> {
        String name = all().get(it);
        if (name == null) {
          throw new NoSuchRecord("mapping", it.id());
        }
        yield name;
      }
    };
  }
}
