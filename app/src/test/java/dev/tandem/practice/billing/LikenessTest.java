package dev.tandem.practice.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikenessTest {

  @ParameterizedTest(name = "{0} known, {1} {2} typed: {4} {5}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # known, typed, currency, cash, why, in words
          50.00, 50, AUD, true, EQUAL, The same amount
          # a fee: 3.5 % and 1.00 of the larger one, whichever of the two is recorded already
          97.50, 100.00, AUD, false, FEE, 2.50 less: perhaps a fee was taken off
          100.00, 97.50, AUD, false, FEE, 2.50 more: perhaps a fee was taken off what you are recording
          95.50, 100.00, AUD, false, FEE, 4.50 less: perhaps a fee was taken off
          95.49, 100.00, AUD, false, -, -
          964.00, 1000.00, AUD, false, FEE, 36.00 less: perhaps a fee was taken off
          963.99, 1000.00, AUD, false, -, -
          97.50, 100.00, AUD, true, -, -
          # of small amounts at most 8 %
          9.20, 10.00, AUD, false, FEE, 0.80 less: perhaps a fee was taken off
          9.19, 10.00, AUD, false, -, -
          10.00, 11.00, AUD, false, -, -
          1.00, 2.00, AUD, false, -, -
          # rounded: by five cents, or to or from a whole unit
          49.95, 50.00, AUD, true, ROUNDED, 0.05 less: perhaps it was rounded
          50.01, 50.00, AUD, false, ROUNDED, 0.01 more: perhaps it was rounded
          49.94, 50.03, AUD, true, -, -
          50.00, 49.40, AUD, true, ROUNDED, 0.60 more: perhaps it was rounded
          50.00, 49.00, AUD, true, -, -
          0.05, 0.01, AUD, true, -, -
          # two digits beside each other
          45.00, 54.00, AUD, true, SWAPPED, 9.00 less: perhaps two digits were swapped
          121.00, 112.00, AUD, true, SWAPPED, 9.00 more: perhaps two digits were swapped
          120.10, 120.01, AUD, true, SWAPPED, 0.09 more: perhaps two digits were swapped
          # further apart than that is another amount
          91.00, 19.00, AUD, true, -, -
          10.00, 100.00, AUD, true, -, -
          # the same digits, but not two neighbours
          321.00, 231.10, AUD, true, -, -
          432.00, 234.00, AUD, true, -, -
          523.00, 325.00, AUD, true, -, -
          463.00, 364.00, AUD, true, -, -
          # a part payment
          60.00, 50.00, AUD, false, -, -
          55.00, 50.00, AUD, false, -, -
          # a coin of yen is one yen
          9750, 10000, JPY, false, FEE, 250 less: perhaps a fee was taken off
          9549, 10000, JPY, false, -, -
          3998, 4000, JPY, true, ROUNDED, 2 less: perhaps it was rounded
          4500.00, 5400, JPY, true, SWAPPED, 900 less: perhaps two digits were swapped
          # what nobody can pay is no question
          100.005, 55, AUD, true, -, -
          """)
  void mayBeTheSameMoney(
      BigDecimal known, BigDecimal typed, String currency, boolean cash, String why, String words) {
    var like = Likeness.of(known, typed, currency, cash);
    assertThat(like.map(it -> it.why().name()).orElse(null)).isEqualTo(why);
    assertThat(like.map(it -> it.words(currency)).orElse(null)).isEqualTo(words);
    assertThat(like.isPresent())
        .as("whichever of the two is known")
        .isEqualTo(Likeness.of(typed, known, currency, cash).isPresent());
  }
}
