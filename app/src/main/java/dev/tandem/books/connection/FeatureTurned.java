package dev.tandem.books.connection;

/** A person switched a part of the work with an organisation on or off. */
public record FeatureTurned(BindingId binding, Feature feature, boolean on) {}
