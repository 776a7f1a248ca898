package dev.tandem.staff;

/**
 * Paths to which people come in a browser although they look like the API's: where a vendor sends
 * them back to is registered over there, and not always ours to choose.
 */
public interface BrowserPaths {

  boolean include(String path);
}
