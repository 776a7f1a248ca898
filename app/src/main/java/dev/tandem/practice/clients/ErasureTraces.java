package dev.tandem.practice.clients;

import java.util.List;

/** Whoever else keeps something about clients says what an erasure will do there. */
public interface ErasureTraces {

  List<ErasureTrace> traces(ClientId client);
}
