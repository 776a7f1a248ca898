package dev.tandem.practice.clients.csv;

import java.util.Set;

/** In which order a date's numbers are written. */
public enum DateOrder {
  DAY_FIRST("day / month / year", "29/02/1984"),
  MONTH_FIRST("month / day / year", "02/29/1984"),
  YEAR_FIRST("year - month - day", "1984-02-29");

  private static final Set<String> MONTH_FIRST_COUNTRIES =
      Set.of("US", "PH", "FM", "PW", "AS", "GU", "PR");

  private final String label;
  private final String example;

  DateOrder(String label, String example) {
    this.label = label;
    this.example = example;
  }

  public String label() {
    return label;
  }

  /** The leap day of 1984 in this order. */
  public String example() {
    return example;
  }

  /** How people in the country write dates by hand. */
  public static DateOrder habitOf(String country) {
    return MONTH_FIRST_COUNTRIES.contains(country) ? MONTH_FIRST : DAY_FIRST;
  }
}
