package dev.tandem.simulator.hosts;

import java.util.List;
import java.util.Locale;

/** The names under which the world knows Xero. */
public final class XeroHosts {
  public static final String LOGIN = "login.xero.com";
  public static final String IDENTITY = "identity.xero.com";
  public static final String API = "api.xero.com";
  static final List<String> ALL = List.of(LOGIN, IDENTITY, API);

  private XeroHosts() {}

  /** Whether it is one of them, with or without a port. */
  public static boolean include(String host) {
    return ALL.contains(host.strip().toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", ""));
  }
}
