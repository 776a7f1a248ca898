package dev.tandem.simulator.accounting.call;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads values out of what a client sent. JSON null counts as absent; numbers may come as text. */
public final class Fields {
  private Fields() {}

  public static boolean present(ObjectNode sent, String name) {
    return !sent.path(name).isMissingNode() && !sent.path(name).isNull();
  }

  public static Optional<String> text(ObjectNode sent, String name) {
    return present(sent, name) ? Optional.of(sent.path(name).asString("")) : Optional.empty();
  }

  /** Text that says something; blank counts as absent. */
  public static Optional<String> said(JsonNode sent, String name) {
    return Optional.of(sent.path(name).asString("").strip()).filter(value -> !value.isEmpty());
  }

  public static Optional<BigDecimal> number(ObjectNode sent, String name) {
    JsonNode value = sent.path(name);
    if (value.isNumber()) {
      return Optional.of(sensible(name, value.decimalValue()));
    }
    if (value.isString() && !value.asString().isBlank()) {
      try {
        return Optional.of(sensible(name, new BigDecimal(value.asString().strip())));
      } catch (NumberFormatException unreadable) {
        throw ApiErrors.postData("The value of " + name + " is not a number");
      }
    }
    return Optional.empty();
  }

  /** Rounding a number like 1E+999999999 would never end. */
  private static BigDecimal sensible(String name, BigDecimal number) {
    if (number.precision() > 40 || Math.abs(number.scale()) > 40) {
      throw ApiErrors.postData("The value of " + name + " is out of range");
    }
    return number;
  }

  public static Optional<Boolean> flag(ObjectNode sent, String name) {
    JsonNode value = sent.path(name);
    if (value.isBoolean()) {
      return Optional.of(value.asBoolean());
    }
    return value.isString()
        ? Optional.of(Boolean.parseBoolean(value.asString()))
        : Optional.empty();
  }

  public static Optional<LocalDate> day(ObjectNode sent, String name) {
    Optional<String> value = said(sent, name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Optional<LocalDate> day = Dates.day(value.get());
    if (day.isEmpty()) {
      throw ApiErrors.postData("The value of " + name + " is not a date");
    }
    return day;
  }

  /** A stored amount; zero where there is none. */
  public static BigDecimal amount(JsonNode stored, String name) {
    return stored.path(name).isNumber() ? stored.path(name).decimalValue() : BigDecimal.ZERO;
  }

  public static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }

  /** Copies a text field that was sent, if it fits. */
  public static void copyText(
      ObjectNode sent, ObjectNode next, String name, int longest, Problems problems) {
    text(sent, name)
        .ifPresent(
            value -> {
              problems.errorIf(
                  value.length() > longest,
                  "The length of the field "
                      + name
                      + " must be "
                      + longest
                      + " characters or less");
              next.put(name, value.strip());
            });
  }
}
