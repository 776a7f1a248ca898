package dev.tandem.practice.setup;

import dev.tandem.shared.InvalidInput;
import java.util.List;
import java.util.Locale;

/** Colours that can be told apart and carry white text. */
final class Colours {

  static final List<String> PALETTE =
      List.of(
          "#0c6ebd", "#0f766e", "#7c3aed", "#b45309", "#be185d", "#4d7c0f", "#4338ca", "#b91c1c",
          "#0e7490", "#86198f", "#475569", "#a16207");

  private Colours() {}

  /**
   * @param chosen as typed; empty picks the palette's next one
   * @param taken how many there are already
   */
  static String choose(String chosen, int taken) {
    String colour = chosen.strip().toLowerCase(Locale.ROOT);
    if (colour.isEmpty()) {
      return PALETTE.get(taken % PALETTE.size());
    }
    if (!colour.matches("#[0-9a-f]{6}")) {
      throw new InvalidInput("colour", "Choose a colour, for instance #0c6ebd.");
    }
    return colour;
  }
}
