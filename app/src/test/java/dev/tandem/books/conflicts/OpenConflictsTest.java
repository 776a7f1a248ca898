package dev.tandem.books.conflicts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.OpenPageStream;
import dev.tandem.TandemTest;
import dev.tandem.TestPractice;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever has a conflict or their list open sees it end without loading the page. */
@TandemTest
class OpenConflictsTest {

  @Autowired ApplicationContext house;
  @Autowired TransactionTemplate transaction;
  @Autowired Conflicts conflicts;
  @Autowired OverlapConflicts overlaps;

  private final UUID tenant = UUID.randomUUID();
  private final UUID record = UUID.randomUUID();
  private TestPractice practice;
  private OpenPageStream page;

  @BeforeEach
  void open() throws Exception {
    practice = TestPractice.open(house);
    page = OpenPageStream.of(practice.browser(Role.OWNER));
  }

  @AfterEach
  void close() {
    page.close();
  }

  @Test
  void itIsToldThatOneEndedByItself() throws Exception {
    run(() -> settle(List.of(dispute("theirs@example.com"))));
    assertThat(page.next()).as("raised").isEqualTo("client " + record);
    run(() -> settle(List.of(dispute("theirs@example.com"))));
    run(() -> settle(List.of(dispute("others@example.com"))));
    assertThat(page.next()).as("another value").isEqualTo("client " + record);
    run(() -> settle(List.of()));
    assertThat(page.next()).as("ended").isEqualTo("client " + record);
    run(() -> settle(List.of()));
    assertNothingElse();
  }

  @Test
  void itIsToldThatOneWasDecided() throws Exception {
    run(() -> settle(List.of(dispute("theirs@example.com"))));
    assertThat(page.next()).isEqualTo("client " + record);
    run(() -> conflicts.decide(tenant, "client", record, Map.of("e-mail", Decision.OURS)));
    assertThat(page.next()).as("decided").isEqualTo("client " + record);
    assertNothingElse();
  }

  @Test
  void itIsToldThatOneHasNoOtherSideAnyMore() throws Exception {
    run(() -> settle(List.of(dispute("theirs@example.com"))));
    assertThat(page.next()).isEqualTo("client " + record);
    run(() -> conflicts.close(tenant, "client", record));
    assertThat(page.next()).as("ended").isEqualTo("client " + record);
    run(() -> conflicts.close(tenant, "client", record));
    assertNothingElse();
  }

  @Test
  void itIsToldThatSomebodyWroteAnewWhatOursWentOver() throws Exception {
    run(
        () ->
            overlaps.raise(
                tenant, "client", record, List.of(dispute("ours@example.com")), List.of()));
    run(() -> overlaps.dealtWith(tenant, "client", record, List.of("e-mail")));
    assertThat(page.next()).as("dealt with").isEqualTo("client " + record);
    run(() -> overlaps.dealtWith(tenant, "client", record, List.of("e-mail")));
    assertNothingElse();
  }

  private void settle(List<Conflicts.Dispute> disputes) {
    conflicts.settle(tenant, "client", record, List.of("e-mail"), disputes, null);
  }

  private static Conflicts.Dispute dispute(String theirs) {
    return new Conflicts.Dispute("e-mail", null, "ours@example.com", theirs);
  }

  private void assertNothingElse() throws InterruptedException {
    var last = UUID.randomUUID();
    run(
        () ->
            conflicts.settle(
                tenant, "client", last, List.of(), List.of(dispute("last@example.com")), null));
    assertThat(page.next()).isEqualTo("client " + last);
    assertThat(page.saysNoMore()).isTrue();
  }

  private void run(Runnable work) {
    Practices.run(practice.id(), () -> transaction.executeWithoutResult(_ -> work.run()));
  }
}
