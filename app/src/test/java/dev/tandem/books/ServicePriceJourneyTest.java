package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.mapping.Mappings;
import dev.tandem.books.mapping.Subject;
import dev.tandem.books.mapping.Target;
import dev.tandem.books.reference.Reference;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.setup.ServiceDetails;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What a service costs is what the client pays, whichever tax the mapping brings. */
@TandemTest
class ServicePriceJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  /** The service knows no tax of its own, or another one than the books charge. */
  @ParameterizedTest
  @CsvSource({
    "'', 0, EXCLUSIVE, 110.00",
    "'', 0, INCLUSIVE, 110.00",
    "'', 0, NO_TAX, 100.00",
    "OUTPUT2, 20, EXCLUSIVE, 110.00"
  })
  void aPriceWithTaxContainsTheTaxThatIsCharged(
      String tax, BigDecimal rate, String amounts, BigDecimal total) {
    BooksRoom books = BooksRoom.open(house);
    ServiceId service =
        books.in(
            () ->
                books
                    .bean(Setup.class)
                    .add(
                        new ServiceDetails(
                            "Massage",
                            45,
                            new BigDecimal("110.00"),
                            true,
                            "",
                            tax,
                            rate,
                            "#0c6ebd")));
    Practices.run(
        books.practice(),
        () -> {
          var organisation = books.bean(Connections.class).binding(books.binding());
          var mappings = books.bean(Mappings.class);
          String account =
              books.bean(Reference.class).accounts(BooksRoom.TENANT).stream()
                  .filter(it -> "200".equals(it.code()))
                  .findFirst()
                  .orElseThrow()
                  .id();
          mappings.map(organisation, Subject.REST, new Target(account, "", "OUTPUT", List.of()));
        });
    Browser desk = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    desk.get("/invoices/new");
    String to =
        desk.submit(
                "/invoices",
                Map.of(
                    "client",
                    books.room().client().toString(),
                    "lineAmounts",
                    amounts,
                    "lines[0].service",
                    service.toString(),
                    "as",
                    "APPROVED"))
            .redirect();
    InvoiceId id = InvoiceId.of(to.substring("/invoices/".length()));
    assertThat(books.find(id).total()).isEqualByComparingTo(total);
    books.settle();
    assertThat(books.records("invoices", _ -> true).getFirst().path("Total").decimalValue())
        .isEqualByComparingTo(total);
  }
}
