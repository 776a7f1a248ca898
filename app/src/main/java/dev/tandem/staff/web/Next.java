package dev.tandem.staff.web;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where to go after sign-in: a page of ours, never an address that somebody put into the link. */
final class Next {

  private static final String HOME = "/";

  private Next() {}

  /** The path as given if it is one of ours, else home. */
  static String safe(@Nullable String path) {
    if (path == null || !path.startsWith("/") || path.startsWith("//")) {
      return HOME;
    }
    // Braces would be taken for a place to fill in when redirecting.
    return path.chars().anyMatch(it -> "\\{}".indexOf(it) >= 0 || it < ' ') ? HOME : path;
  }

  /** Path and query of a full address. */
  static String pathOf(@Nullable String address) {
    if (address == null) {
      return HOME;
    }
    try {
      URI uri = URI.create(address);
      return safe(uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
    } catch (IllegalArgumentException _) {
      return HOME;
    }
  }
}
