package dev.tandem.practice.billing;

import dev.tandem.shared.Money;
import java.util.List;

/**
 * One page of a list of invoices.
 *
 * @param count on all pages
 * @param sums of all pages, one for each currency that occurs
 */
public record InvoicePage(List<InvoiceRow> rows, long count, List<Sum> sums, int page, int size) {

  /**
   * @param total void ones and drafts left out
   * @param due what is left to pay
   */
  public record Sum(Money total, Money due) {}

  public boolean more() {
    return (long) page * size < count;
  }
}
