package dev.tandem.books.lane;

/**
 * What a call brought.
 *
 * @param seq the lane's count of this call: a reading counts only if it began after the last write
 *     was recorded
 */
public record Answer<T>(T value, long seq) {}
