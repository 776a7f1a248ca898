package dev.tandem.practice.clients.web;

import dev.tandem.practice.clients.ClientSearch;
import dev.tandem.practice.clients.ClientSearch.Order;
import dev.tandem.practice.clients.ClientSearch.Status;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** The list as its address says it: search, filter and order can be bookmarked and sent on. */
record ListQuery(
    @Nullable String q, @Nullable String status, @Nullable String order, @Nullable Integer page) {

  static final int ROWS = 50;

  ClientSearch search() {
    return search(page == null ? 1 : page, ROWS);
  }

  ClientSearch search(int page, int size) {
    return new ClientSearch(q == null ? "" : q, chosenStatus(), chosenOrder(), page, size);
  }

  public Status chosenStatus() {
    return chosen(Status.values(), status, Status.ACTIVE);
  }

  public Order chosenOrder() {
    return chosen(Order.values(), order, Order.NAME);
  }

  /** Whether it shows everybody active: what one sees without having asked for anything. */
  public boolean isPlain() {
    return (q == null || q.isBlank()) && chosenStatus() == Status.ACTIVE;
  }

  public String text() {
    return q == null ? "" : q.strip();
  }

  /** The list in the other state, from its first page. */
  public String with(Status other) {
    return address("/clients", other, chosenOrder());
  }

  public String with(Order other) {
    return address("/clients", chosenStatus(), other);
  }

  /** Ends so that a page number can follow. */
  public String pages() {
    String here = address("/clients", chosenStatus(), chosenOrder());
    return here + (here.contains("?") ? "&" : "?") + "page=";
  }

  /** The list as it is, its page included. */
  public String here() {
    return page == null ? address("/clients", chosenStatus(), chosenOrder()) : pages() + page;
  }

  public String export() {
    return address("/clients/export", chosenStatus(), chosenOrder());
  }

  private String address(String path, Status status, Order order) {
    var address = UriComponentsBuilder.fromPath(path);
    if (!text().isEmpty()) {
      address.queryParam("q", "{q}");
    }
    if (status != Status.ACTIVE) {
      address.queryParam("status", status.name().toLowerCase(Locale.ROOT));
    }
    if (order != Order.NAME) {
      address.queryParam("order", order.name().toLowerCase(Locale.ROOT));
    }
    return text().isEmpty()
        ? address.build().toUriString()
        : address.encode().buildAndExpand(text()).toUriString();
  }

  /** What an address says that does not exist (any more) is the usual. */
  private static <E extends Enum<E>> E chosen(E[] all, @Nullable String name, E usual) {
    return Arrays.stream(all)
        .filter(it -> it.name().equalsIgnoreCase(name))
        .findFirst()
        .orElse(usual);
  }
}
