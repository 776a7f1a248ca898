package dev.tandem.practice.clients;

import java.util.List;

/**
 * One page of a list of clients.
 *
 * @param total how many there are on all pages
 */
public record ClientPage(List<ClientView> clients, long total, int page, int size) {

  public int pages() {
    return Math.max(1, Math.toIntExact((total + size - 1) / size));
  }

  /** Number of the first row of this page, counted from 1; 0 if there is none. */
  public long from() {
    return clients.isEmpty() ? 0 : (page - 1L) * size + 1;
  }

  public long to() {
    return clients.isEmpty() ? 0 : from() + clients.size() - 1;
  }
}
