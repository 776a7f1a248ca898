package dev.tandem.practice.clients;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A postal address as people write it; parts that are not known are empty, never null. */
public record Address(
    String line1, String line2, String city, String region, String postcode, String country) {

  public static final Address NONE = new Address("", "", "", "", "", "");

  public boolean isEmpty() {
    return equals(NONE);
  }

  /** As on an envelope, without empty lines. */
  public List<String> lines() {
    String place =
        Stream.of(city, region, postcode)
            .filter(it -> !it.isEmpty())
            .collect(Collectors.joining(" "));
    return Stream.of(line1, line2, place, country).filter(it -> !it.isEmpty()).toList();
  }
}
