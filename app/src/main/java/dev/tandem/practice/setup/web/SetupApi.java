package dev.tandem.practice.setup.web;

import dev.tandem.practice.setup.LocationView;
import dev.tandem.practice.setup.PracticeProfile;
import dev.tandem.practice.setup.PractitionerView;
import dev.tandem.practice.setup.ServiceView;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Money;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the practice is arranged, for programs: read only, these change on pages. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Setup", description = "The practice, and what its appointments refer to")
class SetupApi {

  private final Setup setup;

  SetupApi(Setup setup) {
    this.setup = setup;
  }

  record PracticeJson(
      UUID id, String name, String kind, String country, String timeZone, String currency) {
    static PracticeJson of(PracticeProfile it) {
      return new PracticeJson(
          it.id().value(),
          it.name(),
          it.kind().name(),
          it.country(),
          it.zone().getId(),
          it.currency());
    }
  }

  record LocationJson(
      UUID id,
      String name,
      String address,
      String city,
      String region,
      String postcode,
      String phone) {
    static LocationJson of(LocationView it) {
      return new LocationJson(
          it.id().value(),
          it.name(),
          it.address(),
          it.city(),
          it.region(),
          it.postcode(),
          it.phone());
    }
  }

  record PractitionerJson(UUID id, String name, String profession) {
    static PractitionerJson of(PractitionerView it) {
      return new PractitionerJson(it.id().value(), it.name(), it.profession());
    }
  }

  record ServiceJson(
      UUID id,
      String name,
      int minutes,
      Money price,
      boolean taxInclusive,
      String accountCode,
      String taxType,
      BigDecimal taxRate) {
    static ServiceJson of(ServiceView it) {
      return new ServiceJson(
          it.id().value(),
          it.name(),
          it.minutes(),
          it.price(),
          it.taxInclusive(),
          it.accountCode(),
          it.taxType(),
          it.taxRate());
    }
  }

  @GetMapping("/practice")
  PracticeJson practice() {
    return PracticeJson.of(setup.practice());
  }

  @GetMapping("/locations")
  List<LocationJson> locations() {
    return setup.locations().stream().map(LocationJson::of).toList();
  }

  @GetMapping("/practitioners")
  List<PractitionerJson> practitioners() {
    return setup.practitioners().stream().map(PractitionerJson::of).toList();
  }

  @GetMapping("/services")
  List<ServiceJson> services() {
    return setup.services().stream().map(ServiceJson::of).toList();
  }
}
