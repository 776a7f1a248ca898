package dev.tandem.books.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.books.inbox.Numbers.Call;
import dev.tandem.books.inbox.Numbers.Hole;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the numbers of a webhook's calls say. */
class NumbersTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @Test
  void aNumberThatIsPassedOverIsAHole() {
    assertThat(holes(1, 3, 4, 4, 7, 9, 10, 10))
        .containsExactly(new Hole(5, 6, NOON.plusSeconds(1), NOON.plusSeconds(2)));
  }

  @Test
  void whereItBeginsIsNoHole() {
    assertThat(holes(500, 510, 511, 511)).isEmpty();
  }

  @Test
  void whatComesTwiceIsNoHole() {
    assertThat(holes(1, 3, 1, 3, 4, 4, 2, 4, 5, 6, 5, 6, 7, 7)).isEmpty();
    assertThat(holes(4, 6, 7, 9, 4, 6, 10, 10)).isEmpty();
  }

  @Test
  void numbersThatBeginAnewGoOnFromThere() {
    assertThat(holes(500, 520, 1, 5, 6, 6, 9, 9))
        .extracting(Hole::first, Hole::last)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(7L, 8L));
  }

  @Test
  void theVeryFirstCallComingOnceMoreIsNoBeginning() {
    assertThat(holes(1, 5, 6, 20, 1, 5, 21, 22)).isEmpty();
  }

  @Test
  void whatComesLateFillsItsPart() {
    var hole = new Hole(5, 9, NOON, NOON.plusSeconds(9));
    assertThat(hole.without(5, 9)).isEmpty();
    assertThat(hole.without(1, 20)).isEmpty();
    assertThat(hole.without(5, 6)).extracting(Hole::first).containsExactly(7L);
    assertThat(hole.without(7, 7)).extracting(Hole::last).containsExactly(6L, 9L);
    assertThat(hole.without(10, 12)).containsExactly(hole);
  }

  private static List<Hole> holes(long... numbers) {
    var followed = new Numbers(0, null, null);
    var holes = new ArrayList<Hole>();
    for (int i = 0; i < numbers.length; i += 2) {
      Hole it = followed.next(new Call(numbers[i], numbers[i + 1], NOON.plusSeconds(i / 2)));
      if (it != null) {
        holes.add(it);
      }
    }
    return holes;
  }
}
