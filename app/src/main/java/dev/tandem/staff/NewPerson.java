package dev.tandem.staff;

import org.jspecify.annotations.Nullable;

/**
 * A person to be given a place in the practice.
 *
 * @param password null: they choose one through a link
 */
public record NewPerson(String email, String name, Role role, @Nullable String password) {}
