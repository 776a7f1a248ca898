package dev.tandem.practice.clients;

import java.time.Instant;
import java.util.List;

/** The receipt: when, by whom, and what was done and left, without a word about the client. */
public record Erasure(Instant at, String by, List<ErasureTrace> traces) {

  public Erasure {
    traces = List.copyOf(traces);
  }
}
