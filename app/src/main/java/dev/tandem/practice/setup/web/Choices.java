package dev.tandem.practice.setup.web;

import dev.tandem.practice.setup.PracticeKind;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the drop-down lists offer: value to words, in the order of the words. */
final class Choices {

  static final Map<String, String> COUNTRIES =
      byWords(
          Arrays.stream(Locale.getISOCountries()),
          it -> Locale.of("", it).getDisplayCountry(Locale.ENGLISH));

  static final Map<String, String> ZONES =
      byWords(
          ZoneId.getAvailableZoneIds().stream()
              .filter(
                  it -> it.contains("/") && !it.startsWith("Etc/") && !it.startsWith("SystemV")),
          it -> it.replace('_', ' '));

  static final Map<String, String> CURRENCIES =
      byWords(
          Currency.getAvailableCurrencies().stream().map(Currency::getCurrencyCode),
          it -> it + ", " + Currency.getInstance(it).getDisplayName(Locale.ENGLISH));

  static final Map<String, String> KINDS =
      byWords(
          Arrays.stream(PracticeKind.values()).map(PracticeKind::name),
          it ->
              PracticeKind.valueOf(it).title()
                  + ", serves "
                  + PracticeKind.valueOf(it).words().many());

  private Choices() {}

  private static Map<String, String> byWords(
      Stream<String> values, Function<String, String> words) {
    return values
        .sorted(Comparator.comparing(words))
        .collect(Collectors.toMap(Function.identity(), words, (one, _) -> one, LinkedHashMap::new));
  }
}
