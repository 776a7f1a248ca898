package dev.tandem;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Every secret that exists while this JVM runs tests: whoever makes, types or is given one tells it
 * here. None of them may be in a line of a log.
 */
public final class EverySecret {

  /** Shorter ones are words that may stand in a line by chance. */
  private static final int SHORTEST = 10;

  /** Of a long one a piece is enough: a line may have been cut. */
  private static final int PIECE = 24;

  private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();
  private static final Queue<Supplier<Set<String>>> WIRES = new ConcurrentLinkedQueue<>();

  private EverySecret() {}

  /**
   * @param kind what it is, for the message
   */
  public static void add(String kind, String secret) {
    if (secret.length() >= SHORTEST) {
      KNOWN.putIfAbsent(secret, kind);
    }
  }

  /** Somebody who can tell later what went over the wire. */
  public static void addAll(Supplier<Set<String>> wire) {
    WIRES.add(wire);
  }

  static Map<String, String> all() {
    WIRES.forEach(wire -> wire.get().forEach(it -> add("given out or sent", it)));
    return Map.copyOf(KNOWN);
  }

  /**
   * The lines that hold one of the secrets, whole or a piece of it, plain or encoded. They are told
   * by number and kind, for this list will be printed.
   */
  static List<String> findIn(Path log, Map<String, String> secrets) throws IOException {
    Map<String, Map<String, String>> byBeginning = new HashMap<>();
    secrets.forEach(
        (secret, kind) ->
            pieces(secret)
                .forEach(
                    piece ->
                        byBeginning
                            .computeIfAbsent(piece.substring(0, SHORTEST), _ -> new TreeMap<>())
                            .put(piece, kind)));
    var found = new ArrayList<String>();
    try (BufferedReader lines = Files.newBufferedReader(log)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        for (String kind : kindsIn(line, byBeginning)) {
          found.add("line " + number + ": " + kind);
        }
      }
    }
    return found;
  }

  private static Set<String> kindsIn(String line, Map<String, Map<String, String>> byBeginning) {
    Set<String> kinds = new java.util.TreeSet<>();
    for (int at = 0; at + SHORTEST <= line.length(); at++) {
      var candidates = byBeginning.get(line.substring(at, at + SHORTEST));
      if (candidates != null) {
        int from = at;
        candidates.forEach(
            (piece, kind) -> {
              if (line.startsWith(piece, from)) {
                kinds.add(kind);
              }
            });
      }
    }
    return kinds;
  }

  private static List<String> pieces(String secret) {
    var pieces = new ArrayList<String>();
    var basic = Base64.getEncoder().withoutPadding();
    for (String form :
        List.of(
            secret,
            URLEncoder.encode(secret, StandardCharsets.UTF_8),
            basic.encodeToString(secret.getBytes(StandardCharsets.UTF_8)))) {
      if (form.length() < 2 * PIECE) {
        pieces.add(form);
      } else {
        // The beginning of a token is the same for all; the middle and the end are its own.
        int middle = (form.length() - PIECE) / 2;
        pieces.add(form.substring(middle, middle + PIECE));
        pieces.add(form.substring(form.length() - PIECE));
      }
    }
    return pieces;
  }
}
