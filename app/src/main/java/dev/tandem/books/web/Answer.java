package dev.tandem.books.web;

import dev.tandem.books.mirror.Choices.Choice;
import dev.tandem.books.mirror.Wins;
import dev.tandem.shared.InvalidInput;
import java.util.Locale;

/**
 * What a person said on a form of who a client is.
 *
 * @param contact of a link: the ledger's id; else empty
 */
record Answer(Choice choice, String contact, Wins wins) {

  /**
   * @throws InvalidInput if it is none of the words that the form offers, or a link says no contact
   */
  static Answer of(String choice, String contact, String wins) {
    Answer it = new Answer(choice(choice), contact, wins(wins));
    if (it.choice == Choice.LINK && contact.isEmpty()) {
      throw new InvalidInput("contact", "Choose the contact.");
    }
    return it;
  }

  static Choice choice(String text) {
    try {
      return Choice.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      throw new InvalidInput("choice", "Say link, create or leave.");
    }
  }

  static Wins wins(String text) {
    try {
      return Wins.of(text);
    } catch (IllegalArgumentException _) {
      throw new InvalidInput("wins", "Say ours or theirs.");
    }
  }
}
