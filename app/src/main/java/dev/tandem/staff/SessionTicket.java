package dev.tandem.staff;

import java.io.Serializable;
import java.util.UUID;

/**
 * All that a session remembers of a person. Name, practice and role are looked up with each
 * request.
 *
 * @param generation the person's generation at sign-in; when theirs has moved on (a new password),
 *     the session is over
 */
public record SessionTicket(UUID staff, int generation) implements Serializable {}
