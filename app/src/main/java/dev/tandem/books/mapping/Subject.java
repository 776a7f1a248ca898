package dev.tandem.books.mapping;

import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.PractitionerId;
import dev.tandem.practice.setup.ServiceId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What is mapped.
 *
 * @param id the record's id, the payment method's name, or empty for the rest of its kind
 */
public record Subject(Kind kind, String id) {

  /** Lines: the first of these that says something wins. Payments stand apart. */
  public enum Kind {
    SERVICE,
    PRACTITIONER,
    LOCATION,
    DEFAULT,
    PAYMENT;

    /** As it is stored, and in addresses. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Kind> named(String text) {
      return Arrays.stream(values()).filter(it -> it.text().equals(text)).findFirst();
    }
  }

  /** Every line that nothing more particular speaks for. */
  public static final Subject REST = new Subject(Kind.DEFAULT, "");

  /** Every payment whose method is not mapped. */
  public static final Subject PAYMENTS = new Subject(Kind.PAYMENT, "");

  public static Subject of(ServiceId id) {
    return new Subject(Kind.SERVICE, id.toString());
  }

  public static Subject of(PractitionerId id) {
    return new Subject(Kind.PRACTITIONER, id.toString());
  }

  public static Subject of(LocationId id) {
    return new Subject(Kind.LOCATION, id.toString());
  }

  public static Subject of(PaymentMethod method) {
    return new Subject(Kind.PAYMENT, method.name());
  }
}
