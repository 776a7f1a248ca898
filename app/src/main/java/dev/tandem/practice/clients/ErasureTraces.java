package dev.tandem.practice.clients;

import java.util.List;

/** Whoever else keeps something about clients says what an erasure will do there. */
public interface ErasureTraces {

  List<ErasureTrace> traces(ClientId client);

  /** What else the client was called or reached by earlier, as far as it is kept here. */
  default List<String> earlier(ClientId client) {
    return List.of();
  }
}
