package dev.tandem.practice.notices;

import dev.tandem.staff.Permission;

/**
 * Something that people have to know.
 *
 * @param cause what it is about, for the machine: at most one notice is open for it
 * @param concerns whoever holds this permission is told
 * @param title a few words
 * @param text whole sentences: what happened, what to do; no client's details, no secrets
 * @param path where one acts, within this installation
 */
public record NewNotice(
    String cause, Permission concerns, String title, String text, String path) {}
