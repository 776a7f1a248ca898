package dev.tandem.practice.clients;

import java.util.List;

/**
 * A client is being erased: whoever listens takes what names them out of what it keeps, in the same
 * transaction.
 *
 * @param values what the client was called and reached by, for looking through texts; not to be
 *     kept
 */
public record ClientErased(ClientId client, List<String> values) {

  public ClientErased {
    values = List.copyOf(values);
  }

  /** Without the values. */
  @Override
  public String toString() {
    return "ClientErased[" + client + "]";
  }
}
