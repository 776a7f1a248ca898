package dev.tandem.practice.clients;

/**
 * Which clients to list.
 *
 * @param text the beginning of a name (either way round), e-mail address or phone number; else, if
 *     nothing begins so, any part of a name; empty for all
 * @param page counted from 1
 * @param size rows per page, at most 100
 */
public record ClientSearch(String text, Status status, Order order, int page, int size) {

  public static final int MOST = 100;

  public enum Status {
    ACTIVE,
    ARCHIVED,
    ALL
  }

  public enum Order {
    /** By family name, organisations among them by their name. */
    NAME,
    NEWEST,
    LAST_CHANGED
  }

  public ClientSearch {
    text = text.strip();
    page = Math.max(1, page);
    size = Math.clamp(size, 1, MOST);
  }

  public static ClientSearch forText(String text) {
    return new ClientSearch(text, Status.ACTIVE, Order.NAME, 1, 50);
  }
}
