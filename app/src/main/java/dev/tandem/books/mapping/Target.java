package dev.tandem.books.mapping;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where something belongs. What is null is left to what is less particular.
 *
 * @param account the ledger's id of an account
 * @param item the ledger's id of an item
 * @param tax the ledger's word for a tax
 * @param tracking the ledger's ids of options, at most one of each category, at most two
 */
public record Target(
    @Nullable String account, @Nullable String item, @Nullable String tax, List<String> tracking) {

  public static final Target NOTHING = new Target(null, null, null, List.of());

  public Target {
    account = said(account);
    item = said(item);
    tax = said(tax);
    tracking = tracking.stream().filter(it -> !it.isBlank()).distinct().toList();
  }

  private static @Nullable String said(@Nullable String value) {
    return value == null || value.isBlank() ? null : value;
  }

  public static Target account(@Nullable String account) {
    return new Target(account, null, null, List.of());
  }

  public boolean saysNothing() {
    return equals(NOTHING);
  }

  Target withLine(@Nullable String otherAccount, @Nullable String otherTax) {
    return new Target(otherAccount, item, otherTax, tracking);
  }

  /** With another one wherever this part says {@code from}. */
  Target replaced(Part part, String from, String to) {
    return switch (part) {
      case ACCOUNT -> Objects.equals(account, from) ? withLine(to, tax) : this;
      case TAX -> Objects.equals(tax, from) ? withLine(account, to) : this;
      case ITEM -> Objects.equals(item, from) ? new Target(account, to, tax, tracking) : this;
      case TRACKING ->
          new Target(
              account, item, tax, tracking.stream().map(it -> it.equals(from) ? to : it).toList());
    };
  }
}
