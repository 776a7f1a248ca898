package dev.tandem.shared;

/**
 * The record does not exist for this practice; whether another practice has it is nobody's
 * business. Pages and API answer 404.
 */
public class NoSuchRecord extends RuntimeException {

  public NoSuchRecord(String kind, Object id) {
    super("There is no " + kind + " " + id);
  }
}
