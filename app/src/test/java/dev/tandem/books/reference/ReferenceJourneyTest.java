package dev.tandem.books.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestXero;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.inbox.ReferenceWishes;
import dev.tandem.books.lane.Job;
import dev.tandem.books.lane.LedgerUse;
import dev.tandem.books.ledger.LedgerAccount;
import dev.tandem.books.ledger.LedgerSettings;
import dev.tandem.books.ledger.LedgerTracking;
import dev.tandem.shared.Practices;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What an organisation's books are made of is known here, and known anew when somebody asks. */
@TandemTest
class ReferenceJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestXero xero;
  @Autowired Reference reference;
  @Autowired ReferenceWishes wishes;

  private BooksRoom books;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void aConnectedOrganisationIsReadWhole() {
    assertThat(accounts())
        .filteredOn(it -> "200".equals(it.code()))
        .singleElement()
        .matches(LedgerAccount::sellable);
    assertThat(accounts()).filteredOn(it -> it.system() != null).noneMatch(LedgerAccount::sellable);
    assertThat(tracking())
        .extracting(LedgerTracking::category, LedgerTracking::name)
        .contains(tuple("Region", "North"));
    assertThat(books.in(() -> reference.currencies(BooksRoom.TENANT)))
        .extracting("code")
        .contains("AUD");
    assertThat(books.in(() -> reference.brandingThemes(BooksRoom.TENANT)))
        .extracting("name")
        .containsExactly("Standard", "Special Projects");
    assertThat(settings().baseCurrency()).isEqualTo("AUD");
    assertThat(settings().country()).isEqualTo("AU");
    assertThat(settings().closedUntil()).isNull();
  }

  @Test
  void onceADayIsEnough() {
    books.forgetCalls();
    clock.advance(Duration.ofHours(23));
    books.settle();
    assertThat(books.calls("GET", "/TrackingCategories")).isZero();
    clock.advance(Duration.ofHours(2));
    books.settle();
    assertThat(books.calls("GET", "/TrackingCategories")).isEqualTo(1);
    assertThat(books.calls("GET", "/Items")).isEqualTo(1);
  }

  @Test
  void whatWasChangedOverThereIsKnownAsSoonAsSomebodyAsks() {
    write("PUT", "Items", "{\"Code\":\"CONS\",\"Name\":\"Consult\"}");
    LedgerTracking north =
        tracking().stream().filter(it -> it.name().equals("North")).findFirst().orElseThrow();
    write(
        "POST",
        "TrackingCategories/%s/Options/%s".formatted(north.categoryId(), north.id()),
        "{\"Status\":\"ARCHIVED\"}");
    LedgerAccount sales =
        accounts().stream().filter(it -> "200".equals(it.code())).findFirst().orElseThrow();
    write("POST", "Accounts/" + sales.id(), "{\"Status\":\"ARCHIVED\"}");
    xero.control("POST", books.organisation() + "/lock?date=2026-06-30");
    long before = spent();
    books.forgetCalls();

    Practices.run(books.practice(), () -> wishes.readNow(BooksRoom.TENANT));
    assertThat(books.in(() -> wishes.asked(BooksRoom.TENANT))).isTrue();
    books.turn();

    assertThat(books.in(() -> wishes.asked(BooksRoom.TENANT))).isFalse();
    assertThat(books.in(() -> reference.items(BooksRoom.TENANT)))
        .extracting("code", "active")
        .contains(tuple("CONS", true));
    assertThat(tracking())
        .filteredOn(it -> it.id().equals(north.id()))
        .as("it keeps its name")
        .singleElement()
        .matches(it -> !it.active() && it.name().equals("North"));
    assertThat(accounts())
        .filteredOn(it -> it.id().equals(sales.id()))
        .singleElement()
        .matches(it -> !it.active());
    assertThat(settings().periodLock()).isEqualTo(LocalDate.of(2026, 6, 30));
    assertThat(spent() - before).as("what it cost, as what it was spent on").isEqualTo(7);
  }

  private long spent() {
    return books
        .in(() -> house.getBean(LedgerUse.class).since(BooksRoom.TENANT, LocalDate.EPOCH))
        .stream()
        .filter(it -> it.job() == Job.REFERENCE)
        .mapToLong(LedgerUse.Day::calls)
        .sum();
  }

  private void write(String method, String path, String json) {
    books.control(
        books.organisation() + "/write?method=" + method + "&path=" + path.replace("/", "%2F"),
        json);
  }

  private List<LedgerAccount> accounts() {
    return books.in(() -> reference.accounts(BooksRoom.TENANT));
  }

  private List<LedgerTracking> tracking() {
    return books.in(() -> reference.tracking(BooksRoom.TENANT));
  }

  private LedgerSettings settings() {
    return books.in(() -> reference.settings(BooksRoom.TENANT)).orElseThrow();
  }
}
