package dev.tandem.practice.clients;

/** Whether a client is one human being or a body with a name of its own. */
public enum ClientKind {
  PERSON,
  ORGANISATION
}
