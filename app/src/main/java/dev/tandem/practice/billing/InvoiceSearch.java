package dev.tandem.practice.billing;

import dev.tandem.practice.clients.ClientId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which invoices to list, newest first.
 *
 * @param number what the number begins with; empty for any
 * @param clients invoices that are for these people or paid by them match as well; only asked if
 *     {@code number} is not empty
 * @param today what is due before is overdue
 * @param within what of them; null for all
 * @param page counted from 1
 * @param size rows per page, at most 100
 */
public record InvoiceSearch(
    @Nullable State state,
    String number,
    Collection<ClientId> clients,
    LocalDate today,
    @Nullable Within within,
    int page,
    int size) {

  /** All of them. */
  public InvoiceSearch(
      @Nullable State state,
      String number,
      Collection<ClientId> clients,
      LocalDate today,
      int page,
      int size) {
    this(state, number, clients, today, null, page, size);
  }

  /**
   * Only those for which all of it holds.
   *
   * @param client whom they are for, or who pays them; null for anybody
   * @param from their own date, and later; null for any
   * @param to their own date, and earlier; null for any
   * @param these of these only; null for any
   */
  public record Within(
      @Nullable ClientId client,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      @Nullable Collection<InvoiceId> these) {

    public Within {
      these = these == null ? null : List.copyOf(these);
    }
  }

  /** As people ask; due contains overdue. */
  public enum State {
    DRAFT("Drafts", "status = 'DRAFT'"),
    DUE("Due", "status = 'APPROVED'"),
    OVERDUE("Overdue", "status = 'APPROVED' and due_on < :today"),
    PAID("Paid", "status = 'PAID'"),
    VOID("Void", "status = 'VOIDED'");

    private final String label;
    private final String condition;

    State(String label, String condition) {
      this.label = label;
      this.condition = condition;
    }

    public String label() {
      return label;
    }

    String condition() {
      return condition;
    }
  }

  public static final int MOST = 100;

  public InvoiceSearch {
    number = number.strip().toLowerCase(java.util.Locale.ROOT);
    clients = List.copyOf(clients);
    page = Math.max(1, page);
    size = Math.clamp(size, 1, MOST);
  }
}
