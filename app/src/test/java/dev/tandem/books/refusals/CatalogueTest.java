package dev.tandem.books.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.books.ledger.Kind;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Words are recognised by what does not vary in them. */
class CatalogueTest {

  static Stream<Refusal> entries() {
    return Catalogue.entries().stream();
  }

  /** No entry stands behind a broader one that takes all of its words. */
  @ParameterizedTest
  @MethodSource("entries")
  void everyEntryIsFoundByItsOwnWords(Refusal entry) {
    String words = "XERO SAYS: " + String.join(" … ", entry.fragments());
    Set<Kind> kinds = entry.kinds().isEmpty() ? EnumSet.allOf(Kind.class) : entry.kinds();
    for (Kind it : kinds) {
      assertThat(Catalogue.find(words, it)).as(it + ": " + words).contains(entry);
    }
  }

  @ParameterizedTest
  @MethodSource("entries")
  void everyEntryIsToldInWholeSentences(Refusal entry) {
    assertThat(entry.help()).endsWith(".").hasSizeBetween(10, 220);
    assertThat(entry.happened())
        .satisfiesAnyOf(it -> assertThat(it).isEmpty(), it -> assertThat(it).endsWith("."))
        .doesNotContain("TaxType", "ContactID", "unlock");
    assertThat(entry.help()).doesNotContain("unlock");
  }

  @Test
  void everyEntryHasANameOfItsOwn() {
    assertThat(Catalogue.entries()).extracting(Refusal::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("dev.tandem.books.refusals.RefusalWords#all")
  void wordsOfXeroAreKnown(Kind kind, String name, String words) {
    assertThat(Catalogue.find(words, kind)).map(Refusal::name).contains(name);
  }

  @Test
  void whatNobodyHasMetIsNotGuessedAt() {
    assertThat(Catalogue.find("The moon is not full", Kind.INVOICE)).isEmpty();
  }

  @Test
  void theCodeThatIsMeantIsNamed() {
    String words = "Account code '476' is not a valid code for this document.";
    assertThat(Catalogue.find(words, Kind.INVOICE).orElseThrow().told(words))
        .startsWith("Account 476 does not exist in Xero");
    assertThat(Catalogue.find(words, Kind.INVOICE).orElseThrow().told("no code"))
        .startsWith("Account does not exist in Xero");
  }

  @Test
  void whatVariesIsLeftOutOfWhatIsCounted() {
    assertThat(UnknownWords.bare("The moon 'over Ann' is 17.5 days old for ann@example.com"))
        .isEqualTo("The moon '…' is # days old for …");
    assertThat(UnknownWords.bare("x".repeat(1_000))).hasSize(301);
  }
}
