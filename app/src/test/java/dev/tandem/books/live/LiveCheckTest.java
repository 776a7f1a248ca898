package dev.tandem.books.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestXero;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.Feature;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.lane.SyncLog;
import dev.tandem.books.ledger.Ledger;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import dev.tandem.shared.doctor.Finding;
import dev.tandem.shared.doctor.Finding.Level;
import dev.tandem.shared.doctor.LiveCheck;
import dev.tandem.simulator.accounting.DemoOrganisation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** {@code ./tandem doctor --live} against the simulated organisation. */
@TandemTest
class LiveCheckTest {

  @Autowired private ApplicationContext house;
  @Autowired private TestXero xero;
  @Autowired private TestClock clock;
  @Autowired private LiveCheck check;

  private final List<Finding> told = new ArrayList<>();
  private BooksRoom room;

  @BeforeEach
  void connected() {
    room = BooksRoom.open(house);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void writesAContactAndATrackedDraftComparesThemAndTakesThemAway() {
    assertThat(run(null)).as(told.toString()).isTrue();
    assertThat(told).extracting(Finding::level).containsOnly(Level.FINE);
    assertThat(seen("Preparation")).contains("tracking Region: Eastside");
    assertThat(seen("Comparison"))
        .isEqualTo("Net 76.30, tax 7.63, total 83.93: equal to the cent, tracking included.");
    JsonNode draft = drafts().getFirst();
    assertThat(draft.path("Status").asString()).isEqualTo("DELETED");
    assertThat(draft.at("/LineItems/0/Tracking/0/Option").asString()).isEqualTo("Eastside");
    assertThat(contacts()).hasSize(1);
    assertThat(contacts().getFirst().path("ContactStatus").asString()).isEqualTo("ARCHIVED");
    assertThat(room.log().stream().map(SyncLog.Call::operation))
        .as("counted and logged like every call")
        .contains("check: create contact", "check: create draft", "check: delete draft");
  }

  @Test
  void cleansUpAfterAnAnswerThatWasLost() {
    room.fault("drop-after-commit", "PUT", "Invoices");
    assertThat(waiting().run(null)).isFalse();
    assertThat(drafts()).hasSize(1);
    assertThat(drafts().getFirst().path("Status").asString()).isEqualTo("DELETED");
    assertThat(contacts().getFirst().path("ContactStatus").asString()).isEqualTo("ARCHIVED");
    assertThat(seen("Cleaning up")).contains("deleted", "archived");
  }

  @Test
  void saysThatADraftMayStillAppear() {
    room.fault("commit-late", "PUT", "Invoices");
    assertThat(waiting().run(null)).isFalse();
    assertThat(told)
        .anySatisfy(
            it -> {
              assertThat(it.title()).isEqualTo("May still appear");
              assertThat(it.seen()).contains("draft invoice TANDEM-CHECK-");
              assertThat(it.remedy()).contains("Harbour Health Demo (AU)", "Invoices", "delete");
            })
        .noneSatisfy(it -> assertThat(it.seen()).contains("is deleted"));
    assertThat(contacts().getFirst().path("ContactStatus").asString()).isEqualTo("ARCHIVED");
  }

  @Test
  void cleansUpWhateverHappensInTheMidst() {
    Consumer<Finding> breaks =
        it -> {
          told.add(it);
          if (it.title().equals("Draft invoice")) {
            throw new IllegalStateException("whoever looks on is gone");
          }
        };
    assertThatThrownBy(() -> room.in(() -> check.run(null, breaks)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(drafts().getFirst().path("Status").asString()).isEqualTo("DELETED");
    assertThat(contacts().getFirst().path("ContactStatus").asString()).isEqualTo("ARCHIVED");
    assertThat(seen("Cleaning up")).contains("deleted", "archived");
  }

  @Test
  void waitsAsLongAsXeroAsksAndCleansUpThen() {
    room.fault("429", "PUT", "Invoices");
    assertThat(waiting().run(null)).isFalse();
    assertThat(told).anySatisfy(it -> assertThat(it.remedy()).contains("90 seconds"));
    assertThat(contacts().getFirst().path("ContactStatus").asString()).isEqualTo("ARCHIVED");
    assertThat(told).noneSatisfy(it -> assertThat(it.title()).isEqualTo("Left behind"));
  }

  @Test
  void saysWhatItCouldNotTakeAway() {
    room.control(
        "/_simulator/faults",
        "{\"kind\":\"500\",\"method\":\"POST\",\"path\":\"/api.xro/2.0/Invoices*\",\"count\":2}");
    assertThat(waiting().run(null)).isFalse();
    assertThat(told)
        .anySatisfy(
            it -> {
              assertThat(it.title()).isEqualTo("Left behind");
              assertThat(it.seen()).contains("draft invoice TANDEM-CHECK-");
              assertThat(it.remedy()).contains("delete or archive it there");
            });
    assertThat(drafts().getFirst().path("Status").asString()).isEqualTo("DRAFT");
    assertThat(contacts().getFirst().path("ContactStatus").asString())
        .as("goes on with the rest")
        .isEqualTo("ARCHIVED");
  }

  @Test
  void writesNothingWhereInvoicesAreOffAndLeavesTheConnectionAlone() {
    Practices.run(
        room.practice(),
        () -> room.bean(LedgerFeatures.class).turn(room.binding(), Feature.INVOICES, false));
    xero.control("POST", "/_simulator/apps/client/scopes/accounting.invoices/withhold");
    Practices.run(room.practice(), () -> room.bean(Connections.class).refreshNow(room.binding()));
    int before = room.calls("PUT", "*");
    assertThat(run(null)).isFalse();
    assertThat(room.calls("PUT", "*")).isEqualTo(before);
    assertThat(told).anySatisfy(it -> assertThat(it.remedy()).contains("Features"));
    assertThat(room.in(() -> room.bean(Connections.class).binding(room.binding())).active())
        .isTrue();
  }

  @Test
  void aRefusedTryDoesNotEndTheConnection() {
    xero.control("POST", "/_simulator/apps/client/scopes/accounting.contacts/withhold");
    assertThat(run(null)).as(told.toString()).isFalse();
    assertThat(room.in(() -> room.bean(Connections.class).binding(room.binding())).active())
        .as("the lane finds out by itself, if that is so")
        .isTrue();
  }

  @Test
  void takesNoTypoForTheOrganisationThatIsMeant() {
    room.beside(DemoOrganisation.NZ);
    assertThat(run("Typo Ltd")).isFalse();
    assertThat(told)
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.seen()).contains("called “Typo Ltd”", "Nothing was written");
              assertThat(it.remedy()).contains("Harbour Health Demo (AU)");
            });
    assertThat(contacts()).isEmpty();
  }

  @Test
  void writesNothingToAnOrganisationThatIsNoDemoUnlessItIsNamed() {
    xero.control("POST", room.organisation() + "/demo?is=false");
    int before = room.calls("PUT", "*");
    assertThat(run(null)).isFalse();
    assertThat(room.calls("PUT", "*")).isEqualTo(before);
    assertThat(told).allSatisfy(it -> assertThat(it.seen()).contains("is no demo company"));
    told.clear();
    assertThat(run("Harbour Health Demo (AU)")).as(told.toString()).isTrue();
    assertThat(seen("Organisation")).contains("permitted by name");
  }

  @Test
  void saysSoWhenNoCallMayBeMade() {
    room.fault("429", "GET", "Organisation");
    assertThat(run(null)).isFalse();
    told.clear();
    assertThat(run(null)).as("Xero asked to wait").isFalse();
    assertThat(seen("Organisation")).contains("No call may be made now");
    clock.advance(Duration.ofMinutes(2));
    assertThat(run(null)).as(told.toString()).isTrue();
  }

  private boolean run(@Nullable String permitted) {
    return room.in(() -> check.run(permitted, told::add));
  }

  /** Whoever looks on has no time: the clock jumps to where it would have waited for. */
  private Waiting waiting() {
    var patient =
        new DemoCompanyCheck(
            room.bean(Connections.class),
            room.bean(LedgerFeatures.class),
            room.bean(Lanes.class),
            List.copyOf(house.getBeansOfType(Ledger.class).values()),
            room.bean(Setup.class),
            clock,
            moment -> clock.advance(Duration.between(clock.instant(), moment).plusSeconds(1)));
    return permitted -> room.in(() -> patient.run(permitted, told::add));
  }

  private interface Waiting {
    boolean run(@Nullable String permitted);
  }

  private String seen(String title) {
    return told.stream()
        .filter(it -> it.title().equals(title))
        .map(Finding::seen)
        .reduce("", (all, one) -> all + one);
  }

  private List<JsonNode> drafts() {
    return room.records(
        "invoices", it -> it.path("InvoiceNumber").asString().startsWith("TANDEM-CHECK-"));
  }

  private List<JsonNode> contacts() {
    return room.records("contacts", it -> it.path("Name").asString().startsWith("Tandem check"));
  }
}
