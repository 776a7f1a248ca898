/**
 * The little of HTTP the simulator needs: requests, responses, a route table and a listener on both
 * loopback addresses.
 */
@NullMarked
package dev.tandem.simulator.http;

import org.jspecify.annotations.NullMarked;
