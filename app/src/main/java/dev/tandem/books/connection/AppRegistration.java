package dev.tandem.books.connection;

import java.util.List;

/**
 * How far this installation is known to Xero: what the first-time steps show.
 *
 * @param complete whether anybody can connect
 * @param missing names of the environment variables that are not set
 * @param redirectUri exactly what must be registered in the developer portal
 * @param webhooks whether a signing key for Xero's notices is set
 * @param standIn address of the server that stands in for Xero; empty for the real one
 * @param custom whether the environment names a custom connection: one organisation, no consent
 */
public record AppRegistration(
    boolean complete,
    List<String> missing,
    String redirectUri,
    boolean webhooks,
    String standIn,
    boolean custom) {}
