package dev.tandem.books.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.books.ledger.LedgerAccount;
import dev.tandem.books.ledger.LedgerItem;
import dev.tandem.books.ledger.LedgerTaxRate;
import dev.tandem.books.ledger.LedgerTracking;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.ServiceView;
import dev.tandem.shared.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who decides where a line belongs: the most particular that says anything, part by part. */
class LineTest {

  private static final Offered OFFERED =
      new Offered(
          List.of(account("sales", "200"), account("rent", "260"), account("grants", "270")),
          List.of(rate("OUTPUT", "10"), rate("EXEMPTOUTPUT", "0")),
          List.of(new LedgerItem("item", "CONS", "Consult", null, null, null, true)),
          List.of(
              option("north", "region", true),
              option("south", "region", true),
              option("gone", "region", false),
              option("feet", "department", true)));

  private static LedgerAccount account(String id, String code) {
    return new LedgerAccount(id, code, id, "REVENUE", false, false, "OUTPUT", null, true);
  }

  private static LedgerTaxRate rate(String type, String percent) {
    return new LedgerTaxRate(type, type, new BigDecimal(percent), true, true);
  }

  private static LedgerTracking option(String id, String category, boolean active) {
    return new LedgerTracking(id, id, category, category, active);
  }

  private static ServiceView service(String account, String tax) {
    return new ServiceView(
        new ServiceId(UUID.randomUUID()),
        "Consultation",
        30,
        new Money(new BigDecimal("110.00"), "AUD"),
        true,
        account,
        tax,
        new BigDecimal("12"),
        "#0c6ebd",
        false);
  }

  private static Target account(String account) {
    return Target.account(account);
  }

  private static Target tracked(String... options) {
    return new Target(null, null, null, List.of(options));
  }

  @Test
  void theServiceItselfDecidesBeforePractitionerAndLocation() {
    Line line =
        Line.of(
            service("200", "OUTPUT"),
            List.of(Target.NOTHING, account("rent"), account("grants"), account("grants")),
            OFFERED);
    assertThat(line.account()).isEqualTo("200");
    assertThat(line.percent()).as("the organisation's, not what was typed").isEqualTo("10");
  }

  @Test
  void whatIsMappedForItInThisOrganisationDecidesBeforeItsOwn() {
    Line line =
        Line.of(
            service("200", "OUTPUT"),
            List.of(new Target("rent", "item", "EXEMPTOUTPUT", List.of())),
            OFFERED);
    assertThat(line.account()).isEqualTo("260");
    assertThat(line.tax()).isEqualTo("EXEMPTOUTPUT");
    assertThat(line.percent()).isEqualByComparingTo("0");
    assertThat(line.item()).extracting(LedgerItem::code).isEqualTo("CONS");
  }

  @Test
  void whatItLeavesOpenIsSaidByThePractitionerThenTheLocationThenTheRest() {
    ServiceView open = service("", "");
    assertThat(
            Line.of(
                    open,
                    List.of(Target.NOTHING, account("rent"), account("grants"), account("sales")),
                    OFFERED)
                .account())
        .isEqualTo("260");
    assertThat(
            Line.of(
                    open,
                    List.of(Target.NOTHING, Target.NOTHING, account("grants"), account("sales")),
                    OFFERED)
                .account())
        .isEqualTo("270");
    assertThat(Line.of(open, List.of(Target.NOTHING, account("sales")), OFFERED).account())
        .isEqualTo("200");
    assertThat(Line.of(open, List.of(Target.NOTHING), OFFERED).account()).isEmpty();
  }

  @Test
  void anAccountThatTheOrganisationNeverHadGivesWayToTheRest() {
    assertThat(
            Line.of(
                    service("999", "OUTPUT9"),
                    List.of(Target.NOTHING, new Target("sales", null, "EXEMPTOUTPUT", List.of())),
                    OFFERED)
                .account())
        .isEqualTo("200");
    Line alone = Line.of(service("999", "OUTPUT9"), List.of(Target.NOTHING), OFFERED);
    assertThat(alone.account())
        .as("with nothing else to go by, Xero says what it thinks")
        .isEqualTo("999");
    assertThat(alone.tax()).isEqualTo("OUTPUT9");
    assertThat(alone.percent()).isEqualTo("12");
  }

  @Test
  void eachCategoryTakesItsOptionFromTheMostParticular() {
    Line line =
        Line.of(
            service("200", "OUTPUT"),
            List.of(Target.NOTHING, tracked("feet"), tracked("south"), tracked("north", "feet")),
            OFFERED);
    assertThat(line.tracking()).extracting(LedgerTracking::id).containsExactly("feet", "south");
  }

  @Test
  void anArchivedOptionIsLeftOut() {
    Line line =
        Line.of(service("200", "OUTPUT"), List.of(tracked("gone"), tracked("north")), OFFERED);
    assertThat(line.tracking()).extracting(LedgerTracking::id).containsExactly("north");
  }
}
