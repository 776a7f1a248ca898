package dev.tandem.books.mapping;

/**
 * Where something could belong, for a person to take or not.
 *
 * @param name of what is mapped
 * @param words where to, in names
 */
public record Suggestion(Subject subject, String name, Target target, String words) {}
