package dev.tandem;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.VerificationOptions;

/** The plan of the house: leaves are modules, and arrows go one way down the wings. */
class HouseTest {

  private static final String NOBODY_BELOW = "only the wings above may look down";

  @Test
  void arrowsGoOneWay() {
    var wings =
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("books")
            .definedBy("dev.tandem.books..")
            .layer("practice")
            .definedBy("dev.tandem.practice..")
            .layer("vendors")
            .definedBy("dev.tandem.vendors..")
            .layer("staff")
            .definedBy("dev.tandem.staff..")
            .layer("shared")
            .definedBy("dev.tandem.shared..")
            .whereLayer("books")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("practice")
            .mayOnlyBeAccessedByLayers("books")
            .whereLayer("vendors")
            .mayOnlyBeAccessedByLayers("books", "practice")
            .whereLayer("staff")
            .mayOnlyBeAccessedByLayers("books", "practice", "vendors")
            .because(NOBODY_BELOW);
    ApplicationModules.of(Tandem.class)
        .detectViolations(VerificationOptions.defaults().andAdditionalVerifications(wings))
        .throwIfPresent();
  }
}
