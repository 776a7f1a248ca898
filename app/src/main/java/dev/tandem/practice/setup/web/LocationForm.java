package dev.tandem.practice.setup.web;

import dev.tandem.practice.setup.LocationDetails;
import dev.tandem.practice.setup.LocationView;
import org.jspecify.annotations.Nullable;

/** A location as typed. */
record LocationForm(
    @Nullable String name,
    @Nullable String address,
    @Nullable String city,
    @Nullable String region,
    @Nullable String postcode,
    @Nullable String phone,
    @Nullable String colour) {

  static LocationForm blank() {
    return new LocationForm("", "", "", "", "", "", "");
  }

  static LocationForm of(LocationView it) {
    return new LocationForm(
        it.name(), it.address(), it.city(), it.region(), it.postcode(), it.phone(), it.colour());
  }

  LocationDetails details() {
    return new LocationDetails(
        Typing.text(name),
        Typing.text(address),
        Typing.text(city),
        Typing.text(region),
        Typing.text(postcode),
        Typing.text(phone),
        Typing.text(colour));
  }
}
