package dev.tandem.practice.clients;

import dev.tandem.shared.Refused;

/** Somebody else saved a newer state than the one this change was made on. */
public class ClientChangedMeanwhile extends Refused {

  private final transient ClientView current;

  ClientChangedMeanwhile(ClientView current) {
    super(
        "Somebody else has saved this record since you opened it. Nothing of theirs was replaced.");
    this.current = current;
  }

  /** What stands now. */
  public ClientView current() {
    return current;
  }
}
