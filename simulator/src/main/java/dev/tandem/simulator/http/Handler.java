package dev.tandem.simulator.http;

/** Answers a request. */
@FunctionalInterface
public interface Handler {
  Response handle(Request request);
}
