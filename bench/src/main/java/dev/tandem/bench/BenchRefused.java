package dev.tandem.bench;

/** A bench that does not begin; the message is for the person at the terminal. */
public final class BenchRefused extends RuntimeException {

  public BenchRefused(String message) {
    super(message);
  }
}
