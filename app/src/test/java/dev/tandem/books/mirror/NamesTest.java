package dev.tandem.books.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which name a client is tried under next, where others carry the ones before. */
class NamesTest {

  @Test
  void theNumberThatItHadComesBeforeTheLowerOnes() {
    assertThat(Names.candidate("Ann", 1, "Ann (7)")).isEqualTo("Ann");
    assertThat(Names.candidate("Ann", 2, "Ann (7)")).isEqualTo("Ann (7)");
    assertThat(Names.candidate("Ann", 3, "Ann (7)")).isEqualTo("Ann (2)");
    assertThat(Names.candidate("Ann", 2, null)).isEqualTo("Ann (2)");
  }

  @Test
  void itIsWrittenAsTheClientIsWrittenNow() {
    assertThat(Names.candidate("ANN", 2, "ann (3)")).isEqualTo("ANN (3)");
  }

  @Test
  void whatStandsInBracketsMayBeOfTheNameItself() {
    assertThat(Names.candidate("Ann", 2, "Ann (Smith) (2)")).isEqualTo("Ann (2)");
    assertThat(Names.candidate("Ann", 2, "Ann (Smith)")).isEqualTo("Ann (2)");
    assertThat(Names.candidate("Ann (Smith)", 2, "Ann (Smith) (3)")).isEqualTo("Ann (Smith) (3)");
  }
}
