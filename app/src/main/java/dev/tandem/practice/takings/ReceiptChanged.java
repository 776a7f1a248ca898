package dev.tandem.practice.takings;

/** A receipt was made, has other payments now, or is to go because another was made instead. */
public record ReceiptChanged(ReceiptId receipt) {}
