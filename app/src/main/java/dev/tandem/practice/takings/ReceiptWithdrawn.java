package dev.tandem.practice.takings;

/** A receipt that never went does not go any more. */
public record ReceiptWithdrawn(ReceiptId receipt) {}
