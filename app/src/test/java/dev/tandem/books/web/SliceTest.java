package dev.tandem.books.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SliceTest {

  private static final List<Integer> MANY = IntStream.rangeClosed(1, 120).boxed().toList();

  @Test
  void neverHoldsMoreThanAPage() {
    assertThat(Slice.of(MANY, 1).rows()).hasSize(50).startsWith(1);
    assertThat(Slice.of(MANY, 3).rows()).hasSize(20).endsWith(120);
    assertThat(Slice.of(MANY, 2).more()).isTrue();
    assertThat(Slice.of(MANY, 3).more()).isFalse();
  }

  @Test
  void theFirstPageOfWhatGoesOnHoldsTheLatest() {
    assertThat(Slice.latest(MANY, 1).rows()).hasSize(50).startsWith(71).endsWith(120);
    assertThat(Slice.latest(MANY, 3).rows()).hasSize(20).startsWith(1);
  }

  @Test
  void beyondTheLastIsTheLast() {
    assertThat(Slice.of(MANY, Integer.MAX_VALUE).number()).isEqualTo(3);
    assertThat(Slice.of(MANY, -1).number()).isEqualTo(1);
    assertThat(Slice.of(List.of(), 7)).returns(1, Slice::number).returns(false, Slice::more);
  }
}
