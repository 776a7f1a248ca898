package dev.tandem.xero.accounting;

import dev.tandem.xero.internal.Form;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What to read. Always a page, because Xero leaves lines and persons out of lists that are not
 * paged.
 *
 * @param changedSince records created or changed at or after this instant, rounded down to the
 *     second
 */
public record XeroQuery(@Nullable Instant changedSince, Map<String, String> parameters) {

  /** How many ids or numbers fit one call. */
  public static final int IDS_AT_ONCE = 40;

  public static final int LARGEST_PAGE = 1000;

  /** Everything, page by page. */
  public static XeroQuery all() {
    return new XeroQuery(null, Map.of("page", "1"));
  }

  public static XeroQuery changedSince(Instant time) {
    return new XeroQuery(time, Map.of("page", "1"));
  }

  /** Contacts and invoices by id. */
  public static XeroQuery ids(Collection<UUID> ids) {
    return all().with("IDs", commaList(ids));
  }

  public static XeroQuery invoiceNumbers(Collection<String> numbers) {
    return all().with("InvoiceNumbers", commaList(numbers));
  }

  /** A filter in Xero's own language; only some fields are quick, see Xero's documentation. */
  public static XeroQuery where(String filter) {
    return all().filtered(filter);
  }

  /** Only what this lets through, as {@link #where}. */
  public XeroQuery filtered(String filter) {
    return with("where", filter);
  }

  /** Counted from 1. */
  public XeroQuery page(int number) {
    return with("page", Integer.toString(number));
  }

  public XeroQuery pageSize(int records) {
    if (records < 1 || records > LARGEST_PAGE) {
      throw new IllegalArgumentException("page size must be 1 to " + LARGEST_PAGE);
    }
    return with("pageSize", Integer.toString(records));
  }

  /** Archived contacts, too, which are hidden otherwise. */
  public XeroQuery includeArchived() {
    return with("includeArchived", "true");
  }

  /** Invoices of these contacts. */
  public XeroQuery contacts(Collection<UUID> ids) {
    return with("ContactIDs", commaList(ids));
  }

  /** Fewer bytes: contacts without addresses and persons, invoices without lines and payments. */
  public XeroQuery summaryOnly() {
    return with("summaryOnly", "true");
  }

  /** Invoices this app made. */
  public XeroQuery createdByMyApp() {
    return with("createdByMyApp", "true");
  }

  /** A field, optionally followed by {@code DESC}; without it oldest change first. */
  public XeroQuery order(String field) {
    return with("order", field);
  }

  private XeroQuery with(String name, String value) {
    var more = new LinkedHashMap<>(parameters);
    more.put(name, value);
    return new XeroQuery(changedSince, more);
  }

  String text() {
    return Form.of(parameters);
  }

  /** Names only: a filter may hold a person's. */
  @Override
  public String toString() {
    return "XeroQuery" + parameters.keySet();
  }

  private static String commaList(Collection<?> values) {
    if (values.isEmpty() || values.size() > IDS_AT_ONCE) {
      throw new IllegalArgumentException("1 to " + IDS_AT_ONCE + " values, not " + values.size());
    }
    if (values.stream().anyMatch(value -> value.toString().contains(","))) {
      throw new IllegalArgumentException("a value with a comma would be read as two");
    }
    return values.stream().map(Object::toString).collect(Collectors.joining(","));
  }
}
