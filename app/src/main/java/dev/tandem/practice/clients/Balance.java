package dev.tandem.practice.clients;

import dev.tandem.shared.Money;
import java.util.List;

/**
 * What a client owes as of today. Each currency has its own sum, in the order of their codes; those
 * in which nothing is owed are left out.
 *
 * @param due in all: also for others whose invoices they pay, and not what others pay for them
 * @param overdue what of that is past its day
 */
public record Balance(List<Money> due, List<Money> overdue) {

  public static final Balance NOTHING = new Balance(List.of(), List.of());
}
