package dev.tandem.practice.billing;

import java.math.BigDecimal;
import java.util.List;

/**
 * One page of a list of invoices.
 *
 * @param count on all pages
 * @param total of all pages, void ones and drafts left out
 * @param due what is left to pay, of all pages
 */
public record InvoicePage(
    List<InvoiceRow> rows, long count, BigDecimal total, BigDecimal due, int page, int size) {

  public boolean more() {
    return (long) page * size < count;
  }
}
