package dev.tandem.books.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestXero;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.lane.SyncLog;
import dev.tandem.shared.doctor.Finding;
import dev.tandem.shared.doctor.Finding.Level;
import dev.tandem.shared.doctor.LiveCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    assertThat(run(null)).isFalse();
    assertThat(drafts()).hasSize(1);
    assertThat(drafts().getFirst().path("Status").asString()).isEqualTo("DELETED");
    assertThat(contacts().getFirst().path("ContactStatus").asString()).isEqualTo("ARCHIVED");
    assertThat(seen("Cleaning up")).contains("deleted", "archived");
  }

  @Test
  void saysWhatItCouldNotTakeAway() {
    room.fault("500", "POST", "Invoices");
    assertThat(run(null)).isFalse();
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
  void writesNothingToAnOrganisationThatIsNoDemoUnlessItIsNamed() {
    xero.control("POST", room.organisation() + "/demo?is=false");
    int before = room.calls("PUT", "*");
    assertThat(run(null)).isFalse();
    assertThat(run("Some other")).isFalse();
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
