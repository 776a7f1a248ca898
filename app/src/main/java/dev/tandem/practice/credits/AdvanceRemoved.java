package dev.tandem.practice.credits;

/**
 * An advance that was recorded by mistake does not count any more, by somebody here. Published in
 * the transaction that wrote it.
 */
public record AdvanceRemoved(AdvanceId advance) {}
