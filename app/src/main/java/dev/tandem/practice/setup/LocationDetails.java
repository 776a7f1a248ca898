package dev.tandem.practice.setup;

/**
 * A location as typed; see {@link LocationView}. Only the name is required.
 *
 * @param colour {@code #rrggbb}; empty picks the next one that is free
 */
public record LocationDetails(
    String name,
    String address,
    String city,
    String region,
    String postcode,
    String phone,
    String colour) {

  public static LocationDetails named(String name) {
    return new LocationDetails(name, "", "", "", "", "", "");
  }
}
