package dev.tandem.practice.setup;

/**
 * A place of work.
 *
 * @param address street and number; empty if not given, as are city, region, postcode and phone
 * @param colour {@code #rrggbb}
 */
public record LocationView(
    LocationId id,
    String name,
    String address,
    String city,
    String region,
    String postcode,
    String phone,
    String colour,
    boolean archived) {

  /** The address in one line, without the parts that are missing. */
  public String oneLine() {
    String town = String.join(" ", city, region, postcode).strip().replaceAll(" +", " ");
    return address.isEmpty() || town.isEmpty() ? address + town : address + ", " + town;
  }
}
