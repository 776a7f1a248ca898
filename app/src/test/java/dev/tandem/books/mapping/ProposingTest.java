package dev.tandem.books.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tandem.books.ledger.LedgerAccount;
import dev.tandem.books.ledger.LedgerTaxRate;
import dev.tandem.books.ledger.LedgerTracking;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.setup.LocationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is proposed for charts of accounts that are not those of a demonstration. */
class ProposingTest {

  private final List<LedgerAccount> chart = new ArrayList<>();

  @Test
  void whatThePracticeEarnsComesBeforeWhatComesInBesides() {
    income("100", "Interest Income");
    income("150", "Room hire income");
    income("210", "Behandlungen");
    income("260", "Other Revenue");
    assertThat(proposed()).contains(tuple("Everything else", "Behandlungen (210)"));
    income("400", "Patient fees");
    assertThat(proposed()).contains(tuple("Everything else", "Patient fees (400)"));
  }

  @Test
  void clientsMoneyIsNotProposedForACardOfThePracticeOrItsSavings() {
    income("200", "Sales");
    bank("010", "Company Credit Card");
    bank("020", "Business Savings");
    bank("090", "Everyday account");
    bank("", "Tyro EFTPOS clearing");
    assertThat(proposed())
        .contains(
            tuple("Every other payment", "Everyday account (090)"),
            tuple(PaymentMethod.CARD.label(), "Tyro EFTPOS clearing"));
  }

  @Test
  void whereOnlyACreditCardIsLeftNothingIsProposed() {
    income("200", "Sales");
    bank("010", "Visa");
    assertThat(proposed())
        .extracting(it -> it.toList().getFirst())
        .containsExactly("Everything else");
  }

  @Test
  void aPlaceIsKnownByAWholeWordOfItsName() {
    income("200", "Sales");
    var place = Subject.of(new LocationId(UUID.randomUUID()));
    var option = new LedgerTracking("o", "Auckland", "c", "Region", true);
    var land = new LedgerTracking("p", "Land", "c", "Region", true);
    assertThat(
            new Proposing(new Offered(chart, List.of(), List.of(), List.of(land, option)), Map.of())
                .all(List.of(), Map.of(), Map.of(place, "Auckland Central")))
        .extracting(Suggestion::name, Suggestion::words)
        .contains(tuple("Auckland Central", "Region: Auckland"));
  }

  private List<org.assertj.core.groups.Tuple> proposed() {
    return new Proposing(
            new Offered(chart, List.<LedgerTaxRate>of(), List.of(), List.of()), Map.of())
        .all(List.of(), Map.of(), Map.of()).stream()
            .map(it -> tuple(it.name(), it.words()))
            .toList();
  }

  private void income(String code, String name) {
    add(code, name, "REVENUE", false);
  }

  private void bank(String code, String name) {
    add(code, name, "BANK", true);
  }

  private void add(@Nullable String code, String name, String type, boolean bank) {
    chart.add(new LedgerAccount(name, code, name, type, bank, bank, null, null, true));
  }
}
