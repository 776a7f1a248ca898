package dev.tandem.staff;

/** Signing in is paused for this e-mail or address, whatever the password. */
public class TooManyAttempts extends RuntimeException {
  TooManyAttempts() {
    super("Too many failed sign-ins");
  }
}
