package dev.tandem.books.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.shared.RecordRef;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.web.util.HtmlUtils;

/**
 * Each entry of the catalogue is provoked at the ledger, read in plain words where the work is
 * done, mended through what it leads to, and then the record arrives. A new entry without a place
 * here fails.
 */
@TandemTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryRefusalTest {

  private static final int MOST_SCRIPTED = 12;

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private RefusalScene scene;

  @BeforeAll
  void open() {
    scene = new RefusalScene(house, clock);
  }

  @AfterAll
  void putBack() {
    scene.close();
    clock.reset();
  }

  /** An entry without a case fails; those of money have theirs in EveryMoneyRefusalTest. */
  @Test
  void everyEntryIsProved() {
    Set<String> known =
        Catalogue.entries().stream()
            .filter(it -> !EveryMoneyRefusalTest.isMoney(it))
            .map(Refusal::name)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(RefusalCases.all().map(RefusalCases.Case::entry)).hasSameElementsAs(known);
    assertThat(RefusalCases.all().filter(it -> it.proof() == Proof.SCRIPTED_ONLY))
        .as("each of them is one too many")
        .hasSizeLessThanOrEqualTo(MOST_SCRIPTED);
  }

  static Stream<String> shown() {
    return RefusalCases.all()
        .map(RefusalCases.Case::shown)
        .filter(it -> !it.equals(RefusalCases.HERE))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("shown")
  void theTestThatShowsItExists(String shown) throws ReflectiveOperationException {
    String[] where = shown.split("#");
    boolean near = !where[0].contains(".");
    Class<?> test = Class.forName((near ? "dev.tandem.books.refusals." : "dev.tandem.") + where[0]);
    assertThat(Arrays.stream(test.getDeclaredMethods()).map(Method::getName)).contains(where[1]);
  }

  static Stream<String> entries() {
    return RefusalCases.all()
        .filter(RefusalCases.Case::here)
        .map(RefusalCases.Case::entry)
        .sorted();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("entries")
  void isProvokedToldAndMended(String name) {
    Refusal entry =
        Catalogue.entries().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    RecordRef record = scene.provoke(entry);
    assertThat(scene.caused(name))
        .as("by a rule of Xero's, not by its words alone")
        .isEqualTo(RefusalCases.of(name).proof() == Proof.BROKEN_RULE);
    assertThat(scene.standing(record).state()).as("refused: " + name).isEqualTo(State.NEEDS_YOU);
    String words = scene.standing(record).reason();
    assertThat(Catalogue.find(words, Kind.of(record.kind()))).as(words).contains(entry);
    Browser.Page list = scene.owner().get("/ledger/refusals");
    assertThat(list.body())
        .contains(escaped(entry.told(words)), escaped(entry.help()))
        .contains(escaped(words).substring(0, Math.min(60, escaped(words).length())));
    assertThat(told(entry, record)).contains(escaped(entry.help()));
    scene.mend(entry, record);
    assertThat(scene.standing(record).state())
        .as("after: %s", scene.standing(record).reason())
        .isEqualTo(State.IN_STEP);
    assertThat(scene.inXero(record)).as("over there").isTrue();
    assertThat(scene.owner().get("/ledger/refusals").body()).doesNotContain(record.id().toString());
  }

  /** Its own page says what happened, and what is to be corrected stands at its field. */
  private String told(Refusal entry, RecordRef record) {
    String page = scene.owner().get("/ledger/refusals/" + record.kind() + "/" + record.id()).body();
    if (List.of(Step.FIELD, Step.ACCOUNT, Step.TAX, Step.PART).contains(entry.step())) {
      assertThat(page).contains("is-invalid", "-error", "Xero: ");
    }
    return page;
  }

  private static String escaped(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }
}
