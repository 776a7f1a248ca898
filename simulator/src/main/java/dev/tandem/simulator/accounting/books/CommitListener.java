package dev.tandem.simulator.accounting.books;

import java.util.List;

/** Hears of each commit, in order, while the books are still held: it must be quick. */
public interface CommitListener {
  void committed(String tenantId, List<Changed> changes);
}
